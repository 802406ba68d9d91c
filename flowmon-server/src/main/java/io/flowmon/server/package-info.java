/** The server: takes events in, stores them, and shows the flows. */
@NullMarked
package io.flowmon.server;

import org.jspecify.annotations.NullMarked;
