/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** The server's own state: senders, what was rejected, who did what. */
@NullMarked
package io.flowmon.server.screen.operation;

import org.jspecify.annotations.NullMarked;
