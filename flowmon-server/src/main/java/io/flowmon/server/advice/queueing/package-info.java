/**
 * The mathematics of queues: pure functions of numbers, without stores, settings or events. Times are in seconds, rates in
 * 1/s. Everything is immutable; any thread.
 */
@NullMarked
package io.flowmon.server.advice.queueing;

import org.jspecify.annotations.NullMarked;
