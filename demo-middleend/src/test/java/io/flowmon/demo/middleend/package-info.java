@NullMarked
package io.flowmon.demo.middleend;

import org.jspecify.annotations.NullMarked;
