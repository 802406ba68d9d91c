@NullMarked
package io.flowmon.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
