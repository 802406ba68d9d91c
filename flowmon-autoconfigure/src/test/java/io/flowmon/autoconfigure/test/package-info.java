@NullMarked
package io.flowmon.autoconfigure.test;

import org.jspecify.annotations.NullMarked;
