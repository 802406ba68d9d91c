/** The event and its parts, as the contract names them: immutable values, built on the application's threads and encoded on the sender's. */
@NullMarked
package io.flowmon.core.event;

import org.jspecify.annotations.NullMarked;
