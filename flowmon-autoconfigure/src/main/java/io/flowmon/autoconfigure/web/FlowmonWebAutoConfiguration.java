/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.ConditionalOnFlowmonEnabled;
import io.flowmon.autoconfigure.VolumeRules;
import io.flowmon.core.capture.BodyTypes;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.TraceSource;
import io.flowmon.core.publish.EventPublisher;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Captures the calls to a servlet application. */
@AutoConfiguration
@ConditionalOnFlowmonEnabled
@ConditionalOnBooleanProperty(name = "flowmon.web.enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, FilterRegistrationBean.class, ErrorPageRegistrar.class})
@EnableConfigurationProperties(FlowmonWebProperties.class)
final class FlowmonWebAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "flowmonCaptureFilter")
    FilterRegistrationBean<CaptureFilter> flowmonCaptureFilter(
            CurrentFlow currentFlow,
            EventPublisher publisher,
            FlowmonWebProperties properties,
            Environment environment,
            ObjectProvider<DispatcherServletPath> dispatcherServletPath,
            ObjectProvider<ErrorPageRegistrar> errorPages,
            ObjectProvider<VolumeRules> volumeRules) {
        VolumeRules volume = volumeRules.getIfAvailable(VolumeRules::everything);
        List<String> unseen = properties.actuator()
                ? List.of()
                : ActuatorPaths.of(environment, dispatcherServletPath.getIfAvailable());
        CaptureFilter filter = new CaptureFilter(
                currentFlow,
                publisher,
                new IncomingFlow(properties.headers(), properties.trustIncomingIds(), volume),
                new CallSelection(properties, unseen),
                new WebCaptureSettings(
                        (int) Math.min(properties.maxBodySize().toBytes(), Integer.MAX_VALUE),
                        new BodyTypes(properties.excludeBodyTypes()),
                        properties.responseHeader(),
                        volume,
                        ErrorPages.of(errorPages.orderedStream())));
        FilterRegistrationBean<CaptureFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean(name = "flowmonExchangeEnds")
    ServletListenerRegistrationBean<ExchangeEnds> flowmonExchangeEnds() {
        return new ServletListenerRegistrationBean<>(new ExchangeEnds());
    }

    @Bean
    @ConditionalOnMissingBean(name = "flowmonTraceFilter")
    FilterRegistrationBean<TraceFilter> flowmonTraceFilter(ObjectProvider<TraceSource> tracing) {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter());
        registration.setOrder(TraceFilter.ORDER);
        registration.setEnabled(tracing.stream().findAny().isPresent());
        return registration;
    }

    /** Routes have names where Spring MVC finds them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class HandlerNames implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new HandlerNameInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
        }
    }
}
