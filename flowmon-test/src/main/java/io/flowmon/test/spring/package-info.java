/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Flows in Spring's tests: where the events of an application context go. */
@NullMarked
package io.flowmon.test.spring;

import org.jspecify.annotations.NullMarked;
