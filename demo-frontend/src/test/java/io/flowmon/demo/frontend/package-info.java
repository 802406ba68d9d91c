@NullMarked
package io.flowmon.demo.frontend;

import org.jspecify.annotations.NullMarked;
