@NullMarked
package io.flowmon.core.capture;

import org.jspecify.annotations.NullMarked;
