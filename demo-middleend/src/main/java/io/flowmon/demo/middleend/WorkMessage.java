/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.middleend;

import java.math.BigDecimal;
import java.util.UUID;

/** One message to the backend, as JSON in the Redis list. Its id tells apart what is otherwise equal. */
record WorkMessage(UUID id, int index, BigDecimal timeToSpend, boolean fail) {}
