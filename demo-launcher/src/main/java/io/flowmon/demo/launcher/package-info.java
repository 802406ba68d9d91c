/** The demo in one command: its parts started together, shown to be whole, and stopped together. */
@NullMarked
package io.flowmon.demo.launcher;

import org.jspecify.annotations.NullMarked;
