/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * The process that was started last of a module's instance.
 *
 * @param bye whether the last thing that it said was goodbye
 * @param heardAt when it said anything last, by the server's clock
 */
public record HeardSender(String moduleType, String moduleId, boolean bye, Instant heardAt) {}
