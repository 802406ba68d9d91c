/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.test.spring;

import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.Transport;
import io.flowmon.test.CapturedFlows;
import java.util.Map;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Brings the flows of application contexts that a test starts by itself to where it looks at them. */
public final class FlowCapture {

    /** Assertions wait for the sender's next round. Last in the list, so that the application's own value wins. */
    private static final MapPropertySource QUICK =
            new MapPropertySource("flowmonTest", Map.of("flowmon.sender.interval", "10ms"));

    private FlowCapture() {}

    /**
     * For {@code new SpringApplicationBuilder(Backend.class).initializers(FlowCapture.into(flows))}: the application's
     * events go to these flows. Several applications may share them.
     */
    public static ApplicationContextInitializer<ConfigurableApplicationContext> into(CapturedFlows flows) {
        return context -> {
            context.getEnvironment().getPropertySources().addLast(QUICK);
            context.getBeanFactory().registerSingleton("flowmonCapturedFlows", flows);
            if (!AotDetector.useGeneratedArtifacts()) {
                ((BeanDefinitionRegistry) context.getBeanFactory())
                        .registerBeanDefinition("flowmonCapturingTransport", transport());
            }
        };
    }

    /** A bean of its own makes flowmon's auto-configuration leave out the one that sends. */
    private static BeanDefinition transport() {
        RootBeanDefinition definition = new RootBeanDefinition(Factory.class);
        definition.setFactoryMethodName("transport");
        definition.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
        definition.setPrimary(true);
        definition.setLazyInit(true); // without a sender there is nobody to wait for
        return definition;
    }

    /** Called by Spring. */
    static final class Factory {

        private Factory() {}

        static Transport transport(CapturedFlows flows, ObjectProvider<MaskingRules> rules) {
            return flows.transport(rules.getIfAvailable(MaskingRules::defaults));
        }
    }
}
