/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** Who talks to whom. */
@NullMarked
package io.flowmon.server.screen.topology;

import org.jspecify.annotations.NullMarked;
