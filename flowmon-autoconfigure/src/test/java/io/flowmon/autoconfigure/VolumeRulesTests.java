/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static io.flowmon.autoconfigure.VolumeTesting.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.context.FlowSampler;
import io.flowmon.core.event.BodyMode;
import io.flowmon.core.event.Recording;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VolumeRulesTests {

    private static final String ID = "order-1";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonAutoConfiguration.class))
            .withPropertyValues("flowmon.sender.shutdown=0ms");

    @Test
    void rules_byDefault_recordEverything() {
        VolumeRules rules = rules();

        assertThat(rules.ofRequest("/a").bodies()).isEqualTo(BodyMode.ALWAYS);
        assertThat(rules.ofRequest("/a").begin()).isTrue();
        assertThat(rules.sampleRateOfRequest(ID, "/a")).isOne();
        assertThat(rules.newFlowFrom("queue").sampleRate()).isOne();
        assertThat(VolumeRules.everything().ofMessage("queue")).isEqualTo(Recording.ALL);
    }

    @Test
    void overrides_firstThatFits_holds() {
        VolumeRules rules = rules(
                "flowmon.bodies.mode=on-trouble",
                "flowmon.bodies.slow=2s",
                "flowmon.bodies.overrides[0].web=/orders/secret,/login",
                "flowmon.bodies.overrides[0].mode=never",
                "flowmon.bodies.overrides[1].web=/orders/**",
                "flowmon.bodies.overrides[1].redis=audit:*",
                "flowmon.bodies.overrides[1].slow=300ms");

        assertThat(rules.ofRequest("/orders/secret").bodies()).isEqualTo(BodyMode.NEVER);
        assertThat(rules.ofRequest("/orders/7")).isEqualTo(onTrouble(Duration.ofMillis(300)));
        assertThat(rules.ofRequest("/orders")).isEqualTo(onTrouble(Duration.ofMillis(300)));
        assertThat(rules.ofRequest("/other")).isEqualTo(onTrouble(Duration.ofSeconds(2)));
        assertThat(rules.ofMessage("audit:orders")).isEqualTo(onTrouble(Duration.ofMillis(300)));
        assertThat(rules.ofMessage("/login")).isEqualTo(onTrouble(Duration.ofSeconds(2)));
        assertThat(rules.ofStep()).isEqualTo(onTrouble(Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "bank.example.com/cards/**, http://bank.example.com:8080/cards/1?x=y, true",
        "bank.example.com/cards/**, http://shop.example.com/cards/1, false",
        "bank.example.com/cards/**, http://bank.example.com/orders, false",
        "*.example.com, https://bank.example.com, true",
        "*.example.com, https://bank.example.com/any/path, true",
        "*.example.com, https://example.org/any/path, false",
        "/cards/{id}, https://anywhere/cards/7, true",
        "/cards/{id}, https://anywhere/cards/7/8, false",
        "/caf\u00e9, https://anywhere/caf%C3%A9, true",
        "localhost, urn:without:host, false"
    })
    void overrides_ofCalls_areHostAndPath(String pattern, URI uri, boolean expected) {
        VolumeRules rules =
                rules("flowmon.bodies.overrides[0].client=" + pattern, "flowmon.bodies.overrides[0].mode=never");

        assertThat(rules.ofCall(uri).bodies() == BodyMode.NEVER).isEqualTo(expected);
        assertThat(rules.ofRequest("/cards/7").bodies()).isEqualTo(BodyMode.ALWAYS);
    }

    @Test
    void sampling_byPlace() {
        VolumeRules rules = rules(
                "flowmon.sampling.rate=0",
                "flowmon.sampling.overrides[0].web=/orders/**",
                "flowmon.sampling.overrides[0].redis=orders",
                "flowmon.sampling.overrides[0].rate=1");

        assertThat(rules.sampleRateOfRequest(ID, "/orders/7")).isOne();
        assertThat(rules.sampleRateOfRequest(ID, "/ping")).isZero();
        assertThat(rules.newFlowFrom("orders").sampled()).isTrue();
        assertThat(rules.newFlowFrom("others").sampled()).isFalse();
    }

    @Test
    void sampling_isDecidedByTheCorrelationId() {
        VolumeRules rules = rules("flowmon.sampling.rate=0.3");

        for (int i = 0; i < 200; i++) {
            assertThat(rules.sampleRateOfRequest("id" + i, "/")).isEqualTo(FlowSampler.decide("id" + i, 0.3));
            FlowContext flow = rules.newFlowFrom("queue");
            assertThat(flow.sampleRate()).isEqualTo(FlowSampler.decide(flow.correlationId(), 0.3));
        }
    }

    @Test
    void currentFlow_ofAThreadThatWorksForNone_isSampled() {
        runner.withPropertyValues("flowmon.sampling.rate=0").run(context -> assertThat(
                        context.getBean(CurrentFlow.class).getOrNew().sampled())
                .isFalse());
        runner.run(context -> assertThat(
                        context.getBean(CurrentFlow.class).getOrNew().sampleRate())
                .isOne());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flowmon.sampling.rate=1.5 | flowmon.sampling.rate",
                "flowmon.sampling.rate=-0.1 | flowmon.sampling.rate",
                "flowmon.sampling.rate=NaN | flowmon.sampling.rate",
                "flowmon.sampling.rate=0.0000001 | flowmon.sampling.rate",
                "flowmon.sampling.overrides[0].web=/a | flowmon.sampling.overrides[0]",
                "flowmon.sampling.overrides[0].rate=1 | flowmon.sampling.overrides[0]",
                "flowmon.sampling.overrides[0].rate=1,flowmon.sampling.overrides[0].redis[0]= "
                        + "| flowmon.sampling.overrides[0]",
                "flowmon.bodies.slow=0s | flowmon.bodies.slow",
                "flowmon.bodies.overrides[0].mode=never | flowmon.bodies.overrides[0]",
                "flowmon.bodies.overrides[0].web=/a | flowmon.bodies.overrides[0]",
                "flowmon.bodies.overrides[0].web=/a,flowmon.bodies.overrides[0].slow=-1s"
                        + " | flowmon.bodies.overrides[0].slow",
                "flowmon.bodies.overrides[0].web=/{,flowmon.bodies.overrides[0].mode=never"
                        + " | flowmon.bodies.overrides[0].web"
            })
    void context_valueThatCannotBeUsed_doesNotStart(String properties, String named) {
        runner.withPropertyValues(properties.split(",", -1)).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidFlowmonPropertyException.class, failure -> assertThat(failure.property())
                        .isEqualTo(named)));
    }

    @Test
    void rules_withoutSpringWeb_treatRedisAsConfigured() throws Exception {
        WithoutSpringWeb classes = new WithoutSpringWeb();

        assertThat(classes.loadClass(PlaceRules.class.getName()).getClassLoader())
                .isSameAs(classes);
        assertThat(classes.ruleOfDestination("audit:*", "audit:1")).isEqualTo("redis");
    }

    private static Recording onTrouble(Duration slow) {
        return new Recording(true, BodyMode.ON_TROUBLE, slow.toNanos());
    }
}
