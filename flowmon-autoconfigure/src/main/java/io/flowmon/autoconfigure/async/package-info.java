/** Who works on which received message: the flow and the message follow a task to another thread. */
@NullMarked
package io.flowmon.autoconfigure.async;

import org.jspecify.annotations.NullMarked;
