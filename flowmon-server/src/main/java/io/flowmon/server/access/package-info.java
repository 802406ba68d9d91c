/** Who may reach the server. In this version there are no credentials: the loopback interface alone. */
@NullMarked
package io.flowmon.server.access;

import org.jspecify.annotations.NullMarked;
