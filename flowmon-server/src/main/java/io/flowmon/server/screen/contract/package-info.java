/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Contracts: what they expect, how many flows kept them, and in what others did not. */
@NullMarked
package io.flowmon.server.screen.contract;

import org.jspecify.annotations.NullMarked;
