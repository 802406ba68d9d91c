/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a rule is: a file with a header and a query, its parameters, and what may be wrong with it. */
@NullMarked
package io.flowmon.rules.definition;

import org.jspecify.annotations.NullMarked;
