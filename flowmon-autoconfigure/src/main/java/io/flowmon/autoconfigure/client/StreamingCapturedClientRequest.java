/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;

/** A captured request to which a body can be given that is written while it is sent. */
final class StreamingCapturedClientRequest extends CapturedClientRequest implements StreamingHttpOutputMessage {

    private final StreamingHttpOutputMessage streaming;

    StreamingCapturedClientRequest(
            ClientHttpRequest delegate, StreamingHttpOutputMessage streaming, ClientCapture capture) {
        super(delegate, capture);
        this.streaming = streaming;
    }

    @Override
    public void setBody(Body body) {
        OutgoingCall call = call();
        if (call == null) {
            streaming.setBody(body);
        } else {
            call.requestBodyExpected();
            streaming.setBody(new CopiedBody(body, call));
        }
    }

    @Override
    public void setBody(byte[] body) throws IOException {
        OutgoingCall call = call();
        if (call != null) {
            call.requestBody().write(body, 0, body.length);
        }
        streaming.setBody(body);
    }

    private record CopiedBody(Body body, OutgoingCall call) implements Body {

        @Override
        public void writeTo(OutputStream target) throws IOException {
            call.requestBodyExpected();
            body.writeTo(new CopyingOutputStream(target, call::requestBody));
            call.requestBodyWritten();
        }

        @Override
        public boolean repeatable() {
            return body.repeatable();
        }
    }
}
