@NullMarked
package io.flowmon.demo.launcher;

import org.jspecify.annotations.NullMarked;
