@NullMarked
package io.flowmon.server.access.audit;

import org.jspecify.annotations.NullMarked;
