@NullMarked
package io.flowmon.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
