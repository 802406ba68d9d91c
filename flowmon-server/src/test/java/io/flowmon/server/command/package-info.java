@NullMarked
package io.flowmon.server.command;

import org.jspecify.annotations.NullMarked;
