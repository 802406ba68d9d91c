/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.flowmon.server.vault;

import org.jspecify.annotations.NullMarked;
