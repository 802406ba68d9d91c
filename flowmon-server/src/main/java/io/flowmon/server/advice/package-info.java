/** What the load says about how many instances are needed, how sure that is, and what cannot be known. */
@NullMarked
package io.flowmon.server.advice;

import org.jspecify.annotations.NullMarked;
