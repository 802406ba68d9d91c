/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
@NullMarked
package io.flowmon.server.screen;

import org.jspecify.annotations.NullMarked;
