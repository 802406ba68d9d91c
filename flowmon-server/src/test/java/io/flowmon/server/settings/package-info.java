@NullMarked
package io.flowmon.server.settings;

import org.jspecify.annotations.NullMarked;
