/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.event.Event;
import io.flowmon.core.event.MessageTypes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application's own tests with {@code MockMvc} go on working: its requests are less strict than a container's. */
class MockMvcTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonWebAutoConfiguration.class))
            .withBean(CurrentFlow.class, () -> new CurrentFlow(List.of()))
            .withBean(RecordingPublisher.class);

    @Test
    void plainAndAsynchronousCalls_areAnsweredAndReported() {
        runner.run(context -> {
            FilterRegistrationBean<?> filter = context.getBean("flowmonCaptureFilter", FilterRegistrationBean.class);
            MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Plain(), new AsyncController())
                    .addFilter(Objects.requireNonNull(filter.getFilter()), "/*")
                    .build());

            assertThat(mvc.get().uri("/plain/7").exchange())
                    .hasStatusOk()
                    .bodyText()
                    .isEqualTo("plain 7");
            assertThat(mvc.get().uri("/callable").exchange())
                    .hasStatusOk()
                    .bodyText()
                    .isEqualTo("callable");

            assertThat(context.getBean(RecordingPublisher.class).events())
                    .extracting(Event::messageType)
                    .contains(MessageTypes.END_CALL);
        });
    }

    @RestController
    static class Plain {

        @GetMapping("/plain/{id}")
        String plain(@PathVariable("id") String id) {
            return "plain " + id;
        }
    }
}
