/** Events as the server holds them: checked, completed, numbered. */
@NullMarked
package io.flowmon.server.event;

import org.jspecify.annotations.NullMarked;
