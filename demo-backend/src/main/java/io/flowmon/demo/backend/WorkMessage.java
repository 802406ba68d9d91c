/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.backend;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * One message from the middle-end.
 *
 * @param id tells apart what is otherwise equal
 * @param index its place in its order, from 1
 * @param timeToSpend seconds, decimals allowed
 * @param fail whether the work is to fail at its first try
 */
record WorkMessage(UUID id, int index, BigDecimal timeToSpend, boolean fail) {}
