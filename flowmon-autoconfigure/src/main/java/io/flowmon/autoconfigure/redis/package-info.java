/** Redis, covered at the connection: messages get an envelope on their way in and lose it on their way out. */
@NullMarked
package io.flowmon.autoconfigure.redis;

import org.jspecify.annotations.NullMarked;
