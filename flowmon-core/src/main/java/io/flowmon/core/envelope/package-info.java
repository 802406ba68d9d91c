/** How a message carries the ids of its flow through a bus that has no headers. */
@NullMarked
package io.flowmon.core.envelope;

import org.jspecify.annotations.NullMarked;
