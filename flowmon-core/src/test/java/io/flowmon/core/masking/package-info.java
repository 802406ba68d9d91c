@NullMarked
package io.flowmon.core.masking;

import org.jspecify.annotations.NullMarked;
