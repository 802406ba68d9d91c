/** The flow that a thread is working for, and the ids that travel with it. */
@NullMarked
package io.flowmon.core.context;

import org.jspecify.annotations.NullMarked;
