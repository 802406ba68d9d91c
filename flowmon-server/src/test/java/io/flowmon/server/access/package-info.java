@NullMarked
package io.flowmon.server.access;

import org.jspecify.annotations.NullMarked;
