/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;

/**
 * The frames of one HTTP/2 answer as text: header lists in their order, and each piece of the body, up to
 * the end of the stream. What a server may send later, such as a reset because it read no further, is left to chance.
 */
final class Frames implements H2StreamListener {

    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    @Override
    public synchronized void onHeaderInput(HttpConnection connection, int id, List<? extends Header> headers) {
        headers.forEach(header -> text.append(header.getName())
                .append(": ")
                .append(header.getValue())
                .append('\n'));
    }

    @Override
    public synchronized void onFrameInput(HttpConnection connection, int id, RawFrame frame) {
        if (ended) {
            return;
        }
        FrameType type = FrameType.valueOf(frame.getType());
        switch (type) {
            case DATA, HEADERS -> {
                ended = frame.isFlagSet(FrameFlag.END_STREAM);
                text.append(type).append(ended ? " (end)\n" : "\n");
                if (type == FrameType.DATA && frame.getLength() > 0) {
                    text.append(StandardCharsets.ISO_8859_1.decode(frame.getPayloadContent()))
                            .append('\n');
                }
            }
            case RST_STREAM -> text.append(type).append('\n');
            default -> {
                // settings, windows and pings are the connection's, not the answer's
            }
        }
    }

    @Override
    public void onHeaderOutput(HttpConnection connection, int id, List<? extends Header> headers) {}

    @Override
    public void onFrameOutput(HttpConnection connection, int id, RawFrame frame) {}

    @Override
    public void onInputFlowControl(HttpConnection connection, int id, int delta, int size) {}

    @Override
    public void onOutputFlowControl(HttpConnection connection, int id, int delta, int size) {}

    @Override
    public synchronized String toString() {
        return text.toString();
    }
}
