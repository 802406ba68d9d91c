@NullMarked
package io.flowmon.server.access.open;

import org.jspecify.annotations.NullMarked;
