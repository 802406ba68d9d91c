/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How soon the server's pages are there, over many stored events. */
@NullMarked
package io.flowmon.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
