@NullMarked
package io.flowmon.demo.launcher.process;

import org.jspecify.annotations.NullMarked;
