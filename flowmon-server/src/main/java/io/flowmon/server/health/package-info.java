/** Whether the server does its work. */
@NullMarked
package io.flowmon.server.health;

import org.jspecify.annotations.NullMarked;
