/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The bean behind the {@code Flowmon} facade, and steps by annotation. */
@NullMarked
package io.flowmon.autoconfigure.facade;

import org.jspecify.annotations.NullMarked;
