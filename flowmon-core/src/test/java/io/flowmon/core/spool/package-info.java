@NullMarked
package io.flowmon.core.spool;

import org.jspecify.annotations.NullMarked;
