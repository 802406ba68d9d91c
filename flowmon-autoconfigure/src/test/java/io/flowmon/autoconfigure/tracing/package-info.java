@NullMarked
package io.flowmon.autoconfigure.tracing;

import org.jspecify.annotations.NullMarked;
