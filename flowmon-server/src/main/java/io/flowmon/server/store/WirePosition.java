/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.UUID;

/**
 * A batch's place in the numbering of its sender.
 *
 * @param number from 1, without gaps
 */
public record WirePosition(UUID session, long number) {}
