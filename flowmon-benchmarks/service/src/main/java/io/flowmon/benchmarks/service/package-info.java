/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The application that is measured: a service that calls another one once a request. It knows nothing of monitoring. */
@NullMarked
package io.flowmon.benchmarks.service;

import org.jspecify.annotations.NullMarked;
