/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What all pages are made of, shown out of the style sheet and the fragments themselves. */
@NullMarked
package io.flowmon.server.screen.design;

import org.jspecify.annotations.NullMarked;
