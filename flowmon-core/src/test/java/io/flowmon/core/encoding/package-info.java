@NullMarked
package io.flowmon.core.encoding;

import org.jspecify.annotations.NullMarked;
