@NullMarked
package io.flowmon.core.vault;

import org.jspecify.annotations.NullMarked;
