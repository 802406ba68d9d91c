/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.flow.Message;
import java.util.List;
import java.util.Set;

/**
 * What makes the flow begin again, in Java.
 *
 * @param imports the classes that it needs
 * @param fields declarations of the test class, a line each
 * @param statements what the test does, a line each
 * @param masked where a mask stands instead of a value, in words
 * @param notes what else is not as it was, a sentence each
 */
record Trigger(
        Set<String> imports, List<String> fields, List<String> statements, List<String> masked, List<String> notes) {

    /**
     * Sends the message once more.
     *
     * @throws NotExportableException if it cannot be sent by a test
     */
    static Trigger of(Message message) {
        return message.kind() == Message.Kind.CALL ? HttpTrigger.of(message) : RedisTrigger.of(message);
    }
}
