/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Flows in a test: what applications would have sent, kept in memory and asserted. Knows no Spring. */
@NullMarked
package io.flowmon.test;

import org.jspecify.annotations.NullMarked;
