/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How many events a second a server stores durably, with and without what makes it safe, and beside a peer. */
@NullMarked
package io.flowmon.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
