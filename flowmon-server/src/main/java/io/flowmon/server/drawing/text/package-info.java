/** The languages that drawings are written in, and how names of strangers are made safe in each. */
@NullMarked
package io.flowmon.server.drawing.text;

import org.jspecify.annotations.NullMarked;
