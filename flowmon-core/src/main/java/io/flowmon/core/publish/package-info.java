/** Where an event leaves the application's thread. */
@NullMarked
package io.flowmon.core.publish;

import org.jspecify.annotations.NullMarked;
