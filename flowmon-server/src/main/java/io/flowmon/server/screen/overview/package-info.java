/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** Whether everything is well, and what changed. */
@NullMarked
package io.flowmon.server.screen.overview;

import org.jspecify.annotations.NullMarked;
