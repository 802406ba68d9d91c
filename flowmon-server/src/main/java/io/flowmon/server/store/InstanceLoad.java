/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store;

import java.time.Instant;

/**
 * One instance's part of a station.
 *
 * @param busySeconds time in service within the range, added up
 * @param peak most actions in service at the same time
 * @param gaps times between arrivals, by the instance's own clock
 */
public record InstanceLoad(
        StationKey key,
        String moduleId,
        long actions,
        double busySeconds,
        int peak,
        Gaps gaps,
        Instant first,
        Instant last) {}
