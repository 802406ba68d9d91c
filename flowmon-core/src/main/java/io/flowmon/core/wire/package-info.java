/** The frames that sender and server exchange over ZeroMQ, as the event contract's chapter on the wire defines them. */
@NullMarked
package io.flowmon.core.wire;

import org.jspecify.annotations.NullMarked;
