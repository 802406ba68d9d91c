/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.alert.AlertSink;
import io.flowmon.rules.engine.RulesEngine;
import java.io.IOException;

/** Starts what runs the rules, here or elsewhere. */
interface EngineStart {

    /**
     * Starts it, which takes some seconds.
     *
     * @throws IOException when that cannot be done now
     */
    RulesEngine start(AlertSink alerts) throws IOException;
}
