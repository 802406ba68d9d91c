/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** Alerts, what is done about them, and silences. */
@NullMarked
package io.flowmon.server.screen.alert;

import org.jspecify.annotations.NullMarked;
