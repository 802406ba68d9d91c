@NullMarked
package io.flowmon.server.access.login;

import org.jspecify.annotations.NullMarked;
