/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * What came of one contract since its file was last changed.
 *
 * @param definition the text of the file; another one begins anew
 * @param judged how many times a flow that had settled was judged
 * @param deviating how many flows were not as they must be, without those that came right later
 * @param uncertain how many judgements left something open, because events were lost where they should have come from
 */
public record ContractTotal(String contract, String definition, long judged, long deviating, long uncertain) {}
