/** From bytes to checked events. One sub-package a way in. */
@NullMarked
package io.flowmon.server.intake;

import org.jspecify.annotations.NullMarked;
