/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of how much is recorded, over all technologies at once. */
@NullMarked
package io.flowmon.autoconfigure.volume;

import org.jspecify.annotations.NullMarked;
