@NullMarked
package io.flowmon.demo.backend;

import org.jspecify.annotations.NullMarked;
