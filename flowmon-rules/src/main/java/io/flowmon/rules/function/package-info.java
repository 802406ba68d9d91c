/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The functions that rules may call where SQL alone cannot say it. */
@NullMarked
package io.flowmon.rules.function;

import org.jspecify.annotations.NullMarked;
