/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What people read of values, and of text of unknown origin. */
@NullMarked
package io.flowmon.server.text;

import org.jspecify.annotations.NullMarked;
