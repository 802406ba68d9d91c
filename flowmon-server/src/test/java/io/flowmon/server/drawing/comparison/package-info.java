@NullMarked
package io.flowmon.server.drawing.comparison;

import org.jspecify.annotations.NullMarked;
