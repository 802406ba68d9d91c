/** Real processes, killed and cut off; real sockets, fed with nonsense. */
@NullMarked
package io.flowmon.crash;

import org.jspecify.annotations.NullMarked;
