/** What can be set, with its defaults. */
@NullMarked
package io.flowmon.server.settings;

import org.jspecify.annotations.NullMarked;
