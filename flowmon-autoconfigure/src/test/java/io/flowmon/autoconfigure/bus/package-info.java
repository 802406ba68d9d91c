/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.flowmon.autoconfigure.bus;

import org.jspecify.annotations.NullMarked;
