@NullMarked
package io.flowmon.core.envelope;

import org.jspecify.annotations.NullMarked;
