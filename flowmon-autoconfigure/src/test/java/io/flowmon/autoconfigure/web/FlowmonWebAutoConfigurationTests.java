/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;

class FlowmonWebAutoConfigurationTests {

    private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(FlowmonWebAutoConfiguration.class);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(CONFIGURATION)
            .withBean(CurrentFlow.class, () -> new CurrentFlow(List.of()))
            .withBean(RecordingPublisher.class);

    @Test
    void filter_isOutermostForRequestsAndWhatFollowsFromThem() {
        runner.run(context -> {
            FilterRegistrationBean<?> filter = context.getBean("flowmonCaptureFilter", FilterRegistrationBean.class);
            assertThat(filter.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
            assertThat(filter.determineDispatcherTypes())
                    .isEqualTo(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        });
    }

    @Test
    void filter_backsOffForOneOfTheApplication() {
        FilterRegistrationBean<?> own = new FilterRegistrationBean<>((request, response, chain) -> {});
        runner.withBean("flowmonCaptureFilter", FilterRegistrationBean.class, () -> own)
                .run(context ->
                        assertThat(context.getBean("flowmonCaptureFilter")).isSameAs(own));
    }

    @Test
    void flowmonSwitchedOff_addsNothing() {
        runner.withPropertyValues("flowmon.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FlowmonWebAutoConfiguration.class));
        runner.withPropertyValues("flowmon.web.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FlowmonWebAutoConfiguration.class));
    }

    @Test
    void noServletApplication_addsNothing() {
        new ApplicationContextRunner().withConfiguration(CONFIGURATION).run(context -> assertThat(context)
                .doesNotHaveBean(FlowmonWebAutoConfiguration.class));
        runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
                .run(context -> assertThat(context).doesNotHaveBean(FlowmonWebAutoConfiguration.class));
    }
}
