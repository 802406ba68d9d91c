/** Turns events into their JSON form, masked. */
@NullMarked
package io.flowmon.core.encoding;

import org.jspecify.annotations.NullMarked;
