@NullMarked
package io.flowmon.server.drawing.text;

import org.jspecify.annotations.NullMarked;
