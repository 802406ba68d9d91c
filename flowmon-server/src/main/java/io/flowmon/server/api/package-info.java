/** The questions that can be asked over HTTP. */
@NullMarked
package io.flowmon.server.api;

import org.jspecify.annotations.NullMarked;
