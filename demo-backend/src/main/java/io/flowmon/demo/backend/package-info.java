/** The backend: takes messages from a Redis list, loses none of them, and works on them in a pool of threads. */
@NullMarked
package io.flowmon.demo.backend;

import org.jspecify.annotations.NullMarked;
