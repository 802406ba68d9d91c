/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * The actions of one kind that a module ended at one endpoint.
 *
 * @param messageType what ended, such as {@code End call}: a module may receive and send at one endpoint
 * @param count actions; where flows are sampled, the number that they stand for, rounded
 * @param errors those of them that ended with another outcome than {@code ok}, counted likewise
 */
public record EndpointStatistics(
        String module, String endpoint, String messageType, long count, long errors, Percentiles elapsedSeconds) {}
