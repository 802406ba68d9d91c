/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.VolumeTesting;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.FlowSampler;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where the decision about a flow is made, and where it is taken over. */
class IncomingFlowTests {

    private static final String MESSAGE_ID = "0198a000-0000-7000-8000-000000000001";
    private static final FlowmonWebProperties.HeaderNames NAMES =
            new FlowmonWebProperties.HeaderNames("X-Correlation-Id", "X-Message-Id", "X-Flow-Sampled");

    @ParameterizedTest
    @CsvSource({"0,0", "0.25,0.25", "1,1", "1e-05,0.00001"})
    void carriedRate_holds_whateverIsConfiguredHere(String header, double expected) {
        for (String rate : new String[] {"0", "0.5", "1"}) {
            assertThat(read(rate, true, "order-1", MESSAGE_ID, header).sampleRate())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "2", "-1", "yes", "0x0", "NaN", "0 ", "\u0000"})
    void unreadableRate_isTreatedAsAbsent(@Nullable String header) {
        assertThat(read("0", true, "order-1", MESSAGE_ID, header).sampleRate())
                .as("the sender reports, and says nothing about sampling")
                .isOne();
        assertThat(read("0", true, "order-1", null, header).sampleRate())
                .as("the flow begins here")
                .isZero();
        assertThat(read("1", true, null, null, header).sampleRate()).isOne();
    }

    @Test
    void replay_isToldByItsHeader_whereHeadersAreTrusted() {
        MockHttpServletRequest again = new MockHttpServletRequest("GET", "/orders");
        again.addHeader("X-Flow-Replay", "true");

        assertThat(flow("1", true).read(again).replay()).isTrue();
        assertThat(flow("1", false).read(again).replay()).isFalse();
        assertThat(read("1", true, "order-1", MESSAGE_ID, null).replay()).isFalse();
    }

    @Test
    void messageIdAlone_isNoFlow() {
        assertThat(read("0", true, null, MESSAGE_ID, null).sampled()).isFalse();
        assertThat(read("0", true, "not an id!", MESSAGE_ID, null).sampled()).isFalse();
    }

    @Test
    void correlationIdOfAStranger_isDecidedTheSameInEveryService() {
        IntStream.range(0, 500).mapToObj(i -> "order-" + i).forEach(id -> assertThat(
                        read("0.3", true, id, null, null).sampleRate())
                .isEqualTo(read("0.3", true, id, null, null).sampleRate())
                .isEqualTo(FlowSampler.decide(id, 0.3)));
    }

    @Test
    void traceIdOfAStranger_decides() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
        request.addHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        assertThat(flow("0.3", true).read(request).sampleRate())
                .isEqualTo(FlowSampler.decide("4bf92f3577b34da6a3ce929d0e0e4736", 0.3));
    }

    @Test
    void untrusted_decidesByItself() {
        FlowContext context = read("1", false, "order-1", MESSAGE_ID, "0");

        assertThat(context.sampleRate()).isOne();
        assertThat(context.correlationId()).isNotEqualTo("order-1");
    }

    @Test
    void override_isByThePathWithoutTheContextPath() {
        IncomingFlow incoming = new IncomingFlow(
                NAMES,
                true,
                VolumeTesting.rules(
                        "flowmon.sampling.overrides[0].web=/ping/**", "flowmon.sampling.overrides[0].rate=0"));
        MockHttpServletRequest ping = new MockHttpServletRequest("GET", "/app/ping/7");
        ping.setContextPath("/app");
        MockHttpServletRequest other = new MockHttpServletRequest("GET", "/app/orders");
        other.setContextPath("/app");

        assertThat(incoming.read(ping).sampled()).isFalse();
        assertThat(incoming.read(other).sampled()).isTrue();
    }

    private static FlowContext read(
            String rate,
            boolean trusted,
            @Nullable String correlationId,
            @Nullable String messageId,
            @Nullable String sampled) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
        add(request, NAMES.correlationId(), correlationId);
        add(request, NAMES.messageId(), messageId);
        add(request, NAMES.sampled(), sampled);
        return flow(rate, trusted).read(request);
    }

    private static IncomingFlow flow(String rate, boolean trusted) {
        return new IncomingFlow(NAMES, trusted, VolumeTesting.rules("flowmon.sampling.rate=" + rate));
    }

    private static void add(MockHttpServletRequest request, String name, @Nullable String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }
}
