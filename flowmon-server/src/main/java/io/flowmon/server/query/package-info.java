/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the questions of one request share. */
@NullMarked
package io.flowmon.server.query;

import org.jspecify.annotations.NullMarked;
