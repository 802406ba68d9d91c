/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Captures what Spring MVC and every other servlet answers, without changing a byte of it. */
@NullMarked
package io.flowmon.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
