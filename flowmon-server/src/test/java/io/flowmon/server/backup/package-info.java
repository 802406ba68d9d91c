@NullMarked
package io.flowmon.server.backup;

import org.jspecify.annotations.NullMarked;
