/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** Lists of flows, one flow, and two compared. */
@NullMarked
package io.flowmon.server.screen.flow;

import org.jspecify.annotations.NullMarked;
