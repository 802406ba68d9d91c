/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the server does with Kafka besides: on threads of its own, again and again. */
@NullMarked
package io.flowmon.rules.cluster.work;

import org.jspecify.annotations.NullMarked;
