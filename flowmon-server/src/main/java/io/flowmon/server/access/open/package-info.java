/** What holds while there are no credentials: the loopback interface alone. */
@NullMarked
package io.flowmon.server.access.open;

import org.jspecify.annotations.NullMarked;
