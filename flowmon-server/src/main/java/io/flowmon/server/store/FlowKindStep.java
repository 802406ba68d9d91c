/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

/**
 * What one endpoint does for one kind of flow. A kind is where its flows enter: the first module and endpoint. All numbers are
 * scaled up where flows are sampled.
 *
 * @param module of the step
 * @param endpoint of the step
 * @param flows of this kind that began in the range
 * @param actions of this step in them
 * @param serviceSeconds in service, added up
 * @param ownSeconds of that, without the calls and sends made meanwhile
 * @param waitSeconds in bus and pool before, as far as it is known, added up
 */
public record FlowKindStep(
        String kindModule,
        String kindEndpoint,
        String module,
        String endpoint,
        double flows,
        double actions,
        double serviceSeconds,
        double ownSeconds,
        double waitSeconds) {}
