@NullMarked
package io.flowmon.server.drawing.graph;

import org.jspecify.annotations.NullMarked;
