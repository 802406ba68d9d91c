/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Originals of payloads that an event does not show: sealed where they are, opened to be sent again and for nothing else. */
@NullMarked
package io.flowmon.core.vault;

import org.jspecify.annotations.NullMarked;
