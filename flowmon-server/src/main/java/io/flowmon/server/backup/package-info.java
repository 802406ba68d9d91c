/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Backups: made by one call while the server runs, and restored by one command while it does not. */
@NullMarked
package io.flowmon.server.backup;

import org.jspecify.annotations.NullMarked;
