/** A flow made from its events: the tree of its messages, what each step cost, and the order in which it happened. */
@NullMarked
package io.flowmon.server.flow;

import org.jspecify.annotations.NullMarked;
