/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What buses have in common that carry headers beside a payload: which ids travel there, and what is reported. */
@NullMarked
package io.flowmon.autoconfigure.bus;

import org.jspecify.annotations.NullMarked;
