/** Who came in, who was refused: kept on disk. */
@NullMarked
package io.flowmon.server.access.audit;

import org.jspecify.annotations.NullMarked;
