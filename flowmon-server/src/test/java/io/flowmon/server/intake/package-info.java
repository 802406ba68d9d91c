@NullMarked
package io.flowmon.server.intake;

import org.jspecify.annotations.NullMarked;
