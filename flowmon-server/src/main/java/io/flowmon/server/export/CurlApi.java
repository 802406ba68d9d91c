/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Flows;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One call of a flow as a command for a shell. */
@RestController
class CurlApi {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Flows flows;

    CurlApi(Flows flows) {
        this.flows = flows;
    }

    /** Of the action that is named, or of the flow's first message. */
    @GetMapping("/api/flows/{correlationId}/curl")
    @QueryParameters("action")
    ResponseEntity<String> curl(
            @PathVariable String correlationId, @RequestParam(required = false) @Nullable String action) {
        UUID wanted = action(Parameters.text(action));
        CurlCommand command = command(flows.get(correlationId), wanted);
        return ResponseEntity.ok().contentType(TEXT).body(command.text() + "\n");
    }

    private static CurlCommand command(Flow flow, @Nullable UUID wanted) {
        for (Message message : flow.messages()) {
            for (Step step : message.steps().toList()) {
                if (wanted == null || wanted.equals(step.actionId())) {
                    return CurlCommand.of(message, step);
                }
            }
        }
        if (wanted == null || flow.unattached().stream().anyMatch(step -> wanted.equals(step.actionId()))) {
            throw new NoCommandException(NoCommandException.Reason.NOT_HTTP);
        }
        throw Parameters.wrong("action must be the action_id of one of this flow's actions");
    }

    private static @Nullable UUID action(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw Parameters.wrong("action must be a UUID");
        }
    }
}
