@NullMarked
package io.flowmon.server.store;

import org.jspecify.annotations.NullMarked;
