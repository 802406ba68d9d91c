@NullMarked
package io.flowmon.server.screen;

import org.jspecify.annotations.NullMarked;
