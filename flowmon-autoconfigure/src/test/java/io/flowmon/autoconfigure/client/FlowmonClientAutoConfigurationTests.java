/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestTemplate;

class FlowmonClientAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonClientAutoConfiguration.class))
            .withBean(CurrentFlow.class, () -> new CurrentFlow(List.of()))
            .withBean(RecordingPublisher.class);

    @Test
    void beans_backOffForThoseOfTheApplication() {
        runner.withBean("own", FlowmonClientHttpRequestInterceptor.class).run(context -> assertThat(context)
                .hasSingleBean(FlowmonClientHttpRequestInterceptor.class)
                .hasBean("own"));
    }

    @Test
    void flowmonSwitchedOff_addsNothing() {
        runner.withPropertyValues("flowmon.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ClientCapture.class));
        runner.withPropertyValues("flowmon.client.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ClientCapture.class));
    }

    @Test
    void noRestTemplate_addsNothing() {
        runner.withClassLoader(new FilteredClassLoader(RestTemplate.class))
                .run(context -> assertThat(context).doesNotHaveBean(ClientCapture.class));
    }

    @Test
    void noBuildersOfSpringBoot_leavesWhatIsAddedByHand() {
        runner.withClassLoader(new FilteredClassLoader(RestTemplateCustomizer.class, RestClientBuilderConfigurer.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(ClientCapture.class)
                        .doesNotHaveBean(RestClientBeanPostProcessor.class));
    }
}
