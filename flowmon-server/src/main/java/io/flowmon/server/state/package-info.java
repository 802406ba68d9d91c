/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How the server itself is doing, put together for programs and people. */
@NullMarked
package io.flowmon.server.state;

import org.jspecify.annotations.NullMarked;
