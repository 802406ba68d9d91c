/** Child processes that are started, watched and never left behind. */
@NullMarked
package io.flowmon.demo.launcher.process;

import org.jspecify.annotations.NullMarked;
