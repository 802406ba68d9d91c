/** A flow drawn, as text for a diagram tool. */
@NullMarked
package io.flowmon.server.drawing;

import org.jspecify.annotations.NullMarked;
