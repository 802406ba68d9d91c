/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.capture.CaptureFailures;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.ScopeListener;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.encoding.ModuleIdentity;
import io.flowmon.core.masking.Masker;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.publish.EventPublisher;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.sender.Transport;
import io.flowmon.core.zeromq.ZeroMqTransport;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * The thread's flow, and the way of an event out of the process.
 *
 * <p>The sender is closed as a bean, not in a life-cycle phase: what uses it depends on it, so whatever still happens
 * while the application stops is reported before the sender says goodbye.
 */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@EnableConfigurationProperties({
    FlowmonProperties.class,
    BodiesProperties.class,
    SamplingProperties.class,
    MaskingProperties.class,
    VaultProperties.class
})
@ImportRuntimeHints(FlowmonRuntimeHints.class)
final class FlowmonAutoConfiguration {

    @Bean
    static EarlyPropertyBinding flowmonEarlyPropertyBinding(Environment environment) {
        return new EarlyPropertyBinding(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    ModuleIdentity flowmonModuleIdentity(FlowmonProperties properties, Environment environment) {
        return ModuleIdentityFactory.create(properties.module(), environment);
    }

    @Bean
    @ConditionalOnMissingBean
    VolumeRules flowmonVolumeRules(FlowmonProperties properties, BodiesProperties bodies, SamplingProperties sampling) {
        return VolumeRules.of(properties.beginEvents(), bodies, sampling);
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentFlow flowmonCurrentFlow(ObjectProvider<ScopeListener> listeners, VolumeRules volume) {
        return new CurrentFlow(
                listeners
                        .orderedStream()
                        .map(FlowmonAutoConfiguration::withoutFailures)
                        .toList(),
                volume.sampler());
    }

    /** They are called in the middle of the application's work. */
    private static ScopeListener withoutFailures(ScopeListener listener) {
        return context -> {
            try {
                listener.flowChanged(context);
            } catch (Throwable t) {
                CaptureFailures.swallow("tell " + listener.getClass().getSimpleName() + " of a flow", t);
            }
        };
    }

    @Bean
    @ConditionalOnClass(MDC.class)
    @ConditionalOnMissingBean
    MdcScopeListener flowmonMdcScopeListener(FlowmonProperties properties) {
        return new MdcScopeListener(properties.mdc().key());
    }

    @Bean
    @ConditionalOnMissingBean
    MaskingRules flowmonMaskingRules(MaskingProperties properties) {
        return properties.rules();
    }

    @Bean
    @ConditionalOnMissingBean
    EventEncoder flowmonEventEncoder(
            ModuleIdentity module, MaskingRules rules, VaultProperties vault, FlowmonProperties properties) {
        return new EventEncoder(
                module, new Masker(rules), vault.sealer(properties.sender().batchSize()));
    }

    @Bean
    @ConditionalOnMissingBean(EventPublisher.class)
    EventSender flowmonEventSender(
            ModuleIdentity module, EventEncoder encoder, Transport transport, FlowmonProperties properties) {
        EventSender sender = new EventSender(
                module,
                encoder::encode,
                transport,
                properties.spool().create(module.moduleType(), properties.sender()),
                properties.sender().settings());
        sender.start();
        return sender;
    }

    @Bean
    @ConditionalOnMissingBean
    Transport flowmonTransport(FlowmonProperties properties) {
        return new ZeroMqTransport(
                ServerEndpoint.parse(properties.server()), WireKeys.of(properties.serverKey(), properties.keyFile()));
    }
}
