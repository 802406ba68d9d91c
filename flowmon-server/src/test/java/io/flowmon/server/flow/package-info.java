@NullMarked
package io.flowmon.server.flow;

import org.jspecify.annotations.NullMarked;
