/** The intake over HTTP. */
@NullMarked
package io.flowmon.server.intake.http;

import org.jspecify.annotations.NullMarked;
