/** The middle-end: an estimate, and a service that turns one order into messages for the backend. */
@NullMarked
package io.flowmon.demo.middleend;

import org.jspecify.annotations.NullMarked;
