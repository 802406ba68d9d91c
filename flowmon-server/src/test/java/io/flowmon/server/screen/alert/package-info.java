@NullMarked
package io.flowmon.server.screen.alert;

import org.jspecify.annotations.NullMarked;
