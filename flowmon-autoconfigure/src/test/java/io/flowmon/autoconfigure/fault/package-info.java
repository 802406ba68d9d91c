/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the application notices of flowmon's own troubles: nothing. */
@NullMarked
package io.flowmon.autoconfigure.fault;

import org.jspecify.annotations.NullMarked;
