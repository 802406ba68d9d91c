/** Alerts as people and programs meet them: what is told of one, and what may be made of it. */
@NullMarked
package io.flowmon.server.alert;

import org.jspecify.annotations.NullMarked;
