@NullMarked
package io.flowmon.server.screen.flow;

import org.jspecify.annotations.NullMarked;
