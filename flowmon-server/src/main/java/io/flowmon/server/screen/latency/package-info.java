/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** How long actions take, over time. */
@NullMarked
package io.flowmon.server.screen.latency;

import org.jspecify.annotations.NullMarked;
