/** What people see: the list of flows, one flow, errors in plain words. Rendered here, no build step for scripts. */
/** What the advisor says, for people. */
@NullMarked
package io.flowmon.server.screen.advice;

import org.jspecify.annotations.NullMarked;
