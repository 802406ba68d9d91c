/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowControlTests {

    private static final long SECOND = 1_000_000_000L;

    private final FlowControl flow = new FlowControl(1_000);

    @Test
    void window_isWhatTheServerAsksFor_butNeverMoreThanOwn() {
        assertThat(flow.window(0)).isEqualTo(1_000);

        flow.ask(10, 0);
        assertThat(flow.window(0)).isEqualTo(10);

        flow.ask(Long.MAX_VALUE, 0);
        assertThat(flow.window(0)).isEqualTo(1_000);
    }

    @Test
    void window_ofZero_pausesUntilItIsLifted() {
        flow.ask(0, 0);
        assertThat(flow.window(SECOND)).isZero();
        assertThat(flow.paused()).isTrue();

        flow.ask(500, SECOND);
        assertThat(flow.window(SECOND)).isEqualTo(500);
        assertThat(flow.paused()).isFalse();
    }

    @Test
    void window_ofZeroFromAServerThatThenVanished_isForgotten() {
        flow.ask(0, 0);

        assertThat(flow.window(31 * SECOND)).isEqualTo(1_000);
        assertThat(flow.paused()).isFalse();
    }

    @Test
    void window_ofZeroThatIsRepeated_holds() {
        flow.ask(0, 0);
        flow.ask(0, 20 * SECOND);

        assertThat(flow.window(40 * SECOND)).isZero();
    }
}
