/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** The ledger of messages, and sending them again. */
@NullMarked
package io.flowmon.server.screen.message;

import org.jspecify.annotations.NullMarked;
