/** Batches on disk until the server has stored them, in files of H2's MVStore. */
@NullMarked
package io.flowmon.core.spool;

import org.jspecify.annotations.NullMarked;
