/** Programs: bearer tokens. */
@NullMarked
package io.flowmon.server.access.token;

import org.jspecify.annotations.NullMarked;
