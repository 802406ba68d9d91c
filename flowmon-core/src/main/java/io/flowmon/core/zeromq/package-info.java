/** The sender's transport over ZeroMQ. */
@NullMarked
package io.flowmon.core.zeromq;

import org.jspecify.annotations.NullMarked;
