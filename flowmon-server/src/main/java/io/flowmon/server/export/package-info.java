/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A stored flow made into a JUnit test of the application. What a flow holds is a stranger's: it must not become code. */
@NullMarked
package io.flowmon.server.export;

import org.jspecify.annotations.NullMarked;
