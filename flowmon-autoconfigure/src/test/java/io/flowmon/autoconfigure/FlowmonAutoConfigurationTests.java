/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static io.flowmon.autoconfigure.test.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.publish.EventPublisher;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.zeromq.ZeroMqTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FlowmonAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonAutoConfiguration.class))
            .withPropertyValues("spring.application.name=orders", "flowmon.sender.shutdown=0ms");

    @Test
    void context_byDefault_hasASenderThatIsClosedWithIt() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(EventPublisher.class).hasSingleBean(CurrentFlow.class);
            assertThat(context.getBean(Transport.class)).isInstanceOf(ZeroMqTransport.class);
            EventSender sender = context.getBean(EventSender.class);

            context.close();

            sender.publish(TestEvents.named("too late"));
            assertThat(sender.statistics().dropped()).isEqualTo(Map.of("closed", 1L));
        });
    }

    @Test
    void context_whenDisabled_hasNothing() {
        runner.withPropertyValues("flowmon.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(EventPublisher.class)
                .doesNotHaveBean(CurrentFlow.class));
    }

    @Test
    void context_withBeansOfTheApplication_backsOff() {
        EventPublisher publisher = event -> {};
        ModuleIdentity module = new ModuleIdentity("custom", "custom_1");
        MaskingRules rules = MaskingRules.defaults().withMaskedNames(Set.of("colour"));
        EventEncoder encoder = new EventEncoder(module, new Masker(rules));
        CurrentFlow currentFlow = new CurrentFlow(List.of());
        runner.withBean(EventPublisher.class, () -> publisher)
                .withBean(ModuleIdentity.class, () -> module)
                .withBean(MaskingRules.class, () -> rules)
                .withBean(EventEncoder.class, () -> encoder)
                .withBean(CurrentFlow.class, () -> currentFlow)
                .run(context -> {
                    assertThat(context).doesNotHaveBean(EventSender.class);
                    assertThat(context.getBean(EventPublisher.class)).isSameAs(publisher);
                    assertThat(context.getBean(ModuleIdentity.class)).isSameAs(module);
                    assertThat(context.getBean(MaskingRules.class)).isSameAs(rules);
                    assertThat(context.getBean(EventEncoder.class)).isSameAs(encoder);
                    assertThat(context.getBean(CurrentFlow.class)).isSameAs(currentFlow);
                });
    }

    @Test
    void moduleIdentity_byDefault_isApplicationHostAndProcess() {
        runner.run(context -> {
            ModuleIdentity module = context.getBean(ModuleIdentity.class);
            assertThat(module.moduleType()).isEqualTo("orders");
            assertThat(module.moduleId())
                    .startsWith("orders_")
                    .endsWith("_" + ProcessHandle.current().pid());
        });
    }

    @Test
    void moduleIdentity_fromProperties_isUsed() {
        runner.withPropertyValues("flowmon.module.type=billing", "flowmon.module.instance=blue")
                .run(context -> {
                    ModuleIdentity module = context.getBean(ModuleIdentity.class);
                    assertThat(module.moduleType()).isEqualTo("billing");
                    assertThat(module.moduleId()).startsWith("billing_").endsWith("_blue");
                });
    }

    @Test
    @SuppressWarnings("try") // a scope is opened to be closed
    void currentFlow_showsTheCorrelationIdInTheLog() {
        runner.run(context -> {
            CurrentFlow currentFlow = context.getBean(CurrentFlow.class);
            FlowContext flow = FlowContext.newFlow();
            try (CurrentFlow.Scope ignored = currentFlow.open(flow)) {
                assertThat(MDC.get("correlation_id")).isEqualTo(flow.correlationId());
            }
            assertThat(MDC.get("correlation_id")).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"flowmon.mdc.key=flow, flow", "flowmon.mdc.key=, ''"})
    @SuppressWarnings("try") // the scope is there to be closed
    void mdcKey_fromProperties_isUsedAlone(String property, String key) {
        runner.withPropertyValues(property).run(context -> {
            CurrentFlow current = context.getBean(CurrentFlow.class);
            try (CurrentFlow.Scope scope = current.open(new FlowContext("flow-1", null, true))) {
                assertThat(MDC.get("correlation_id")).isNull();
                assertThat(MDC.get(key)).isEqualTo(key.isEmpty() ? null : "flow-1");
            }
        });
    }

    @Test
    void server_thatIsNoAddress_stopsTheStartAndNamesTheProperty() {
        runner.withPropertyValues("flowmon.server=somewhere").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidFlowmonPropertyException.class)
                .hasMessage("flowmon.server: 'somewhere' is not an address of the form host:port."));
    }

    @Test
    void sender_withABoundThatIsNone_stopsTheStartAndNamesTheProperty() {
        runner.withPropertyValues("flowmon.sender.queue-events=0").run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidFlowmonPropertyException.class)
                .hasMessage("flowmon.sender.queue-events: It must be positive, not 0."));
    }

    @Test
    void spool_withADirectory_keepsWhatCannotBeDelivered(@TempDir Path directory) {
        ApplicationContextRunner spooled = runner.withPropertyValues(
                "flowmon.server=127.0.0.1:1", "flowmon.spool.directory=" + directory.resolve("spool"));
        spooled.run(context -> {
            EventSender sender = context.getBean(EventSender.class);
            sender.publish(TestEvents.named("kept"));

            context.close();

            assertThat(sender.statistics().dropped()).isEmpty();
            assertThat(sender.statistics().spooled()).isEqualTo(1);
        });
        spooled.run(context -> await().untilAsserted(() -> assertThat(
                        context.getBean(EventSender.class).statistics().recovered())
                .isEqualTo(1)));
    }

    @Test
    void spool_withoutItsLibrary_stopsTheStartAndSaysWhatToAdd() {
        runner.withClassLoader(new FilteredClassLoader("org.h2"))
                .withPropertyValues("flowmon.spool.directory=spool")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFlowmonPropertyException.class, invalid -> {
                            assertThat(invalid.property()).isEqualTo("flowmon.spool.directory");
                            assertThat(invalid.action()).contains("com.h2database:h2-mvstore:");
                        }));
        runner.withClassLoader(new FilteredClassLoader("org.h2"))
                .run(context -> assertThat(context).hasSingleBean(EventSender.class));
    }

    @Test
    void spool_thatIsTooSmall_stopsTheStartAndSaysHowLargeItMustBe() {
        runner.withPropertyValues("flowmon.spool.directory=spool", "flowmon.spool.size=1MB")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("flowmon.spool.size: It must be at least 16777216 bytes"));
    }
}
