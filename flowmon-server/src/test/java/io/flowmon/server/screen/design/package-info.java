@NullMarked
package io.flowmon.server.screen.design;

import org.jspecify.annotations.NullMarked;
