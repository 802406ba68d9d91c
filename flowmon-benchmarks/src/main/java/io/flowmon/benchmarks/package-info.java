/** What flowmon costs, measured. How to run and to read these: {@code docs/benchmarks.md}. */
@NullMarked
package io.flowmon.benchmarks;

import org.jspecify.annotations.NullMarked;
