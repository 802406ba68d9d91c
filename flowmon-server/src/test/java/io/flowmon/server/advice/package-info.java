@NullMarked
package io.flowmon.server.advice;

import org.jspecify.annotations.NullMarked;
