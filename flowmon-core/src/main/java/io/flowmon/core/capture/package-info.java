/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Copying bytes as they flow: bounded memory, no waiting, no exception to the application. */
@NullMarked
package io.flowmon.core.capture;

import org.jspecify.annotations.NullMarked;
