/** Who talks to whom, as text for a diagram tool. */
@NullMarked
package io.flowmon.server.drawing.graph;

import org.jspecify.annotations.NullMarked;
