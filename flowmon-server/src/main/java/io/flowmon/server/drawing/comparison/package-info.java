/** Several flows in one drawing: what a set of them did, and how two of them differ. */
@NullMarked
package io.flowmon.server.drawing.comparison;

import org.jspecify.annotations.NullMarked;
