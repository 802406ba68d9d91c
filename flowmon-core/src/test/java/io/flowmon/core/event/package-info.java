@NullMarked
package io.flowmon.core.event;

import org.jspecify.annotations.NullMarked;
