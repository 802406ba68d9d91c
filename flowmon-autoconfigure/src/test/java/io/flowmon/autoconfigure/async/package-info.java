@NullMarked
package io.flowmon.autoconfigure.async;

import org.jspecify.annotations.NullMarked;
