/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.util.List;
import java.util.Set;

/**
 * What is to be kept at once.
 *
 * @param totals of all contracts that there are; those of others are forgotten
 * @param kept cases that are new or not as they were
 * @param gone cases that are none any more
 * @param alerts as they stand now
 */
public record ContractChanges(
        ContractProgress progress,
        List<ContractTotal> totals,
        List<ContractCase> kept,
        Set<ContractCase.Key> gone,
        List<Alert> alerts) {}
