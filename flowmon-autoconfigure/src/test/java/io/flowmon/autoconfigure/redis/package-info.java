@NullMarked
package io.flowmon.autoconfigure.redis;

import org.jspecify.annotations.NullMarked;
