/** What must not leave the process: rules, and how they are applied to each kind of content. */
@NullMarked
package io.flowmon.core.masking;

import org.jspecify.annotations.NullMarked;
