@NullMarked
package io.flowmon.server.access.curve;

import org.jspecify.annotations.NullMarked;
