/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.actuate;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Transport;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** flowmon in the actuator, as far as the service has one; an application's own publisher has no state to show. */
@AutoConfiguration(afterName = "io.flowmon.autoconfigure.FlowmonAutoConfiguration")
@ConditionalOnFlowmonEnabled
@ConditionalOnBean(EventSender.class)
final class FlowmonActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    @ConditionalOnAvailableEndpoint(FlowmonEndpoint.class)
    static class State {

        @Bean
        @ConditionalOnMissingBean
        FlowmonEndpoint flowmonEndpoint(
                EventSender sender,
                EventEncoder encoder,
                Transport transport,
                ModuleIdentity module,
                MaskingRules rules) {
            return new FlowmonEndpoint(sender, encoder, transport, new MaskingPreview(module, rules));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Meters {

        @Bean
        @ConditionalOnMissingBean
        FlowmonMeters flowmonMeters(EventSender sender, EventEncoder encoder) {
            return new FlowmonMeters(sender, encoder);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
    @ConditionalOnEnabledHealthIndicator("flowmon")
    @EnableConfigurationProperties(FlowmonHealthProperties.class)
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "flowmonHealthIndicator")
        HealthIndicator flowmonHealthIndicator(
                EventSender sender, Transport transport, FlowmonHealthProperties properties) {
            return new FlowmonHealthIndicator(sender, transport, properties);
        }
    }
}
