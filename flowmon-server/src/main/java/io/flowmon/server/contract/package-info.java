/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Contracts say what flows of one kind must look like. Here they are read, drafted, and held against the flows that went by. */
@NullMarked
package io.flowmon.server.contract;

import org.jspecify.annotations.NullMarked;
