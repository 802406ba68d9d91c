/** The frontend: a page with a form, and the service behind it, which calls the middle-end twice. */
@NullMarked
package io.flowmon.demo.frontend;

import org.jspecify.annotations.NullMarked;
