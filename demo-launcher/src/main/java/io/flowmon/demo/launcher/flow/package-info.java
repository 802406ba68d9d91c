/** A recorded flow as its events tell it: whether it is complete, and how it looks as text. Knows nothing of the demo's processes. */
@NullMarked
package io.flowmon.demo.launcher.flow;

import org.jspecify.annotations.NullMarked;
