@NullMarked
package io.flowmon.server.query;

import org.jspecify.annotations.NullMarked;
