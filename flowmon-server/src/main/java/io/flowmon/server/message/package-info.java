/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The ledger: each message's life, its payload, its parent and children. */
@NullMarked
package io.flowmon.server.message;

import org.jspecify.annotations.NullMarked;
