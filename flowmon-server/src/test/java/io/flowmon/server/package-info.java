@NullMarked
package io.flowmon.server;

import org.jspecify.annotations.NullMarked;
