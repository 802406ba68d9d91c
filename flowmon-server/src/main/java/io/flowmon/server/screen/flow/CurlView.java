/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.export.BodyState;
import io.flowmon.server.export.CurlCommand;
import io.flowmon.server.export.NoCommandException;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import io.flowmon.server.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as a command for a shell.
 *
 * @param command null if none can be made
 * @param masked where values were masked
 * @param remarks keys of what else is to be known of it, or why there is none
 * @param action names the step to the interface; null if it has no name
 */
record CurlView(
        @Nullable String command,
        List<String> masked,
        List<String> remarks,
        @Nullable String action) {

    /** Null for what is no call. */
    static @Nullable CurlView of(@Nullable Message message, Step step) {
        if (message == null || message.kind() != Message.Kind.CALL) {
            return null;
        }
        String action = step.actionId() == null ? null : step.actionId().toString();
        try {
            CurlCommand command = CurlCommand.of(message, step);
            return new CurlView(
                    command.text(),
                    command.masked().stream().map(VisibleText::of).toList(),
                    remarks(command, step),
                    action);
        } catch (NoCommandException none) {
            return none.reason() == NoCommandException.Reason.NOT_HTTP
                    ? null
                    : new CurlView(
                            null,
                            List.of(),
                            List.of("curl.none." + none.reason().key()),
                            action);
        }
    }

    private static List<String> remarks(CurlCommand command, Step step) {
        List<String> remarks = new ArrayList<>();
        if (!command.hostKnown()) {
            remarks.add("curl.host");
        }
        if (command.body() == BodyState.CUT) {
            remarks.add("curl.cut");
        } else if (command.body() == BodyState.NOT_RECORDED) {
            remarks.add("curl.body");
        }
        if (step.open()) {
            remarks.add("curl.open");
        } else if (!command.headersKnown()) {
            remarks.add("curl.headers");
        }
        return remarks;
    }
}
