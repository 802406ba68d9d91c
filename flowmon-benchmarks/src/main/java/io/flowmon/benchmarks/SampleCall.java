/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks;

import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.CapturedBody;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.EventBuilder;
import io.flowmon.core.event.Headers;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Result;
import io.flowmon.core.event.Role;
import io.flowmon.core.event.ServiceParams;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The end of a typical call: eight headers, 1 KB of JSON each way. */
final class SampleCall {

    private static final String CORRELATION_ID = UUID.randomUUID().toString();
    private static final UUID MESSAGE_ID = UUID.randomUUID();
    private static final CapturedBody BODY = body();

    private SampleCall() {}

    /** What a request's thread does for one event, but for copying the bodies' bytes. */
    static Event end() {
        return withRequestBody().result(Result.ofCall(200, BODY)).build();
    }

    /** The same without the answer's body. */
    static Event endWithOneBody() {
        return withRequestBody().result(Result.ofCall(200, null)).build();
    }

    /** The same without headers, parameters and bodies. */
    static Event endWithoutContent() {
        return builder().build();
    }

    private static EventBuilder withRequestBody() {
        return builder()
                .headers(headers())
                .serviceParams(ServiceParams.ofCall("/orders/4711", "dry_run=true", null, BODY));
    }

    private static EventBuilder builder() {
        Action action =
                Action.begin(new FlowContext(CORRELATION_ID, MESSAGE_ID, true), Role.RECEIVER, MESSAGE_ID, null);
        return action.endEvent(MessageTypes.END_CALL, "POST /orders/{id}", Outcome.OK, null);
    }

    private static Headers headers() {
        return new Headers()
                .add("host", "orders.example:8080")
                .add("accept", "application/json")
                .add("content-type", "application/json")
                .add("content-length", "1024")
                .add("user-agent", "Java-http-client/17")
                .add("authorization", "Bearer 0123456789abcdef")
                .add("x-correlation-id", CORRELATION_ID)
                .add("x-message-id", "01890a5d-ac96-774b-bcce-b302099a8057");
    }

    private static CapturedBody body() {
        StringBuilder json = new StringBuilder("{\"order_id\":\"4711\",\"password\":\"hunter2\",\"items\":[");
        for (int i = 0; json.length() < 980; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"A-")
                    .append(1000 + i)
                    .append("\",\"quantity\":2}");
        }
        byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        return new CapturedBody(bytes, bytes.length, false, "application/json", null);
    }
}
