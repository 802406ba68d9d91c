/** Which senders may deliver over ZeroMQ, by their CURVE keys. */
@NullMarked
package io.flowmon.server.access.curve;

import org.jspecify.annotations.NullMarked;
