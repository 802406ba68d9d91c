@NullMarked
package io.flowmon.server.advice.queueing;

import org.jspecify.annotations.NullMarked;
