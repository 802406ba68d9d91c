@NullMarked
package io.flowmon.demo.launcher.flow;

import org.jspecify.annotations.NullMarked;
