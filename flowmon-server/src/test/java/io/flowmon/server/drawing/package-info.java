@NullMarked
package io.flowmon.server.drawing;

import org.jspecify.annotations.NullMarked;
