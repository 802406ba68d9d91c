/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Captures the calls that {@code RestTemplate} and {@code RestClient} make, without changing what goes over the wire. */
@NullMarked
package io.flowmon.autoconfigure.client;

import org.jspecify.annotations.NullMarked;
