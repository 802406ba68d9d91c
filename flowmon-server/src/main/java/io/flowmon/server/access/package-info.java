/** Who may reach the server: nobody but this machine, until there are credentials. */
@NullMarked
package io.flowmon.server.access;

import org.jspecify.annotations.NullMarked;
