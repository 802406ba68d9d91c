/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.flowmon.test;

import org.jspecify.annotations.NullMarked;
