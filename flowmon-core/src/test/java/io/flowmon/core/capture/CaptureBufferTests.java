/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowmon.core.event.CapturedBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CaptureBufferTests {

    private static final int CAP = 1000;

    private final CaptureBuffer buffer = new CaptureBuffer(CAP);

    @Test
    void write_belowTheCap_keepsEverything() {
        byte[] source = bytes("-abc-");
        buffer.write('x');
        buffer.write(source, 1, 3);
        buffer.write(ByteBuffer.wrap(source), 4, 1);

        CapturedBody body = snapshot();
        assertThat(body.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("xabc-");
        assertThat(body.size()).isEqualTo(5);
        assertThat(body.truncated()).isFalse();
    }

    @Test
    void write_beyondTheCap_countsTheRest() {
        for (int i = 0; i < 2 * CAP; i++) {
            buffer.write('x');
        }
        buffer.write(new byte[CAP], 0, CAP);
        buffer.write(ByteBuffer.allocate(CAP), 0, CAP);

        CapturedBody body = snapshot();
        assertThat(body.bytes()).hasSize(CAP).containsOnly('x');
        assertThat(body.size()).isEqualTo(4 * CAP);
        assertThat(body.truncated()).isTrue();
    }

    @Test
    void skip_beyondAnInt_isCounted() {
        buffer.skip(Integer.MAX_VALUE);
        buffer.skip(Integer.MAX_VALUE);
        buffer.write('x');

        assertThat(buffer.size()).isEqualTo(2L * Integer.MAX_VALUE + 1);
        assertThat(snapshot().truncated()).isTrue();
    }

    @Test
    void clear_forgetsWhatWasWritten() {
        buffer.write(bytes("before"), 0, 6);
        buffer.clear();
        buffer.write(bytes("now"), 0, 3);

        assertThat(snapshot().bytes()).isEqualTo(bytes("now"));
    }

    @Test
    void rewind_writesOverWhatFollowed() {
        buffer.write(bytes("one two"), 0, 7);
        buffer.rewind(4);
        buffer.write(bytes("2"), 0, 1);

        assertThat(snapshot().bytes()).isEqualTo(bytes("one 2"));
    }

    @Test
    void snapshot_isNotChangedByLaterWrites() {
        buffer.write(bytes("now"), 0, 3);
        CapturedBody body = snapshot();
        buffer.clear();
        buffer.write(bytes("later"), 0, 5);

        assertThat(body.bytes()).isEqualTo(bytes("now"));
    }

    @Test
    void snapshotOfFullArray_isNotChangedByLaterWrites() {
        CaptureBuffer whole = new CaptureBuffer(4096);
        whole.write(new byte[1000], 0, 1000);
        CapturedBody body = whole.snapshot(false, null, null);
        whole.write(1);
        whole.rewind(500);
        whole.write(1);
        whole.clear();
        whole.write(1);

        assertThat(body.bytes()).isEqualTo(new byte[1000]);
    }

    @Test
    void capOfZero_countsAlone() {
        CaptureBuffer counter = new CaptureBuffer(0);
        counter.write(new byte[7], 0, 7);
        counter.write(1);

        assertThat(counter.size()).isEqualTo(8);
        assertThat(counter.snapshot(false, null, null).bytes()).isEmpty();
    }

    @Test
    void capBelowZero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptureBuffer(-1))
                .withMessageContaining("-1");
    }

    private CapturedBody snapshot() {
        return buffer.snapshot(false, "text/plain", null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
