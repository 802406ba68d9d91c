/** The intake over ZeroMQ: one thread that owns the ROUTER socket. */
@NullMarked
package io.flowmon.server.intake.zeromq;

import org.jspecify.annotations.NullMarked;
