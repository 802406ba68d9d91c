/** From the application's threads to the server: a bounded queue, and the one thread that encodes, sends and waits for acknowledgements. */
@NullMarked
package io.flowmon.core.sender;

import org.jspecify.annotations.NullMarked;
