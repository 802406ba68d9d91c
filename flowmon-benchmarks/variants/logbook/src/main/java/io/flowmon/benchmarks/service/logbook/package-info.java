/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Logbook asks of an application: to add its interceptor to a {@code RestTemplate}. */
@NullMarked
package io.flowmon.benchmarks.service.logbook;

import org.jspecify.annotations.NullMarked;
