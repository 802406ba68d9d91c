/** People: users, the login page, and what each role may do. */
@NullMarked
package io.flowmon.server.access.login;

import org.jspecify.annotations.NullMarked;
