/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.flowmon.exported;

import org.jspecify.annotations.NullMarked;
