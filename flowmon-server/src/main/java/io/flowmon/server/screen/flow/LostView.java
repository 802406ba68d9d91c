/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import java.util.UUID;

/**
 * A message that nobody received in time.
 *
 * @param step the row of its sending
 */
record LostView(UUID id, StepView step) {}
