/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.observation.ObservationCollector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.config.BaseRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts flowmon where messages pass: into connection factories, templates, and what makes listener containers. No bean
 * changes its class, and what the application has configured stays.
 */
final class AmqpPostProcessor implements BeanPostProcessor {

    static final String COLLECTOR = "observationCollector";
    static final String ADVICE = "getAdviceChain";

    private static final Logger log = LoggerFactory.getLogger(AmqpPostProcessor.class);

    private final Supplier<AmqpMessages> messages;
    private final ListenerAdvice advice;
    private final ExpectedConfirms confirms = new ExpectedConfirms();
    private final DirectReplies replies;

    AmqpPostProcessor(ObjectProvider<AmqpMessages> provider) {
        this.messages = SingletonSupplier.of(provider::getObject);
        this.advice = new ListenerAdvice(messages);
        this.replies = new DirectReplies(messages);
    }

    /** Before: a container makes a proxy with its advice when it is initialized. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        try {
            if (bean instanceof AbstractConnectionFactory factory) {
                record(factory.getRabbitConnectionFactory());
            } else if (bean instanceof ConnectionFactory factory) {
                record(factory);
            } else if (bean instanceof RabbitTemplate template) {
                follow(template);
            } else if (bean instanceof BaseRabbitListenerContainerFactory<?> factory) {
                factory.setAdviceChain(advice.around(factory.getAdviceChain()));
            } else if (bean instanceof AbstractMessageListenerContainer container) {
                container.setAdviceChain(advice.around(adviceOf(container)));
            }
        } catch (RuntimeException cannotBeSeen) {
            log.warn("Messages of '{}' are not recorded", name, cannotBeSeen);
        }
        return bean;
    }

    private void record(ConnectionFactory factory) {
        Field field = ReflectionUtils.findField(ConnectionFactory.class, COLLECTOR);
        if (field == null) {
            throw new IllegalStateException("No field " + COLLECTOR + " in the client's connection factory");
        }
        ReflectionUtils.makeAccessible(field);
        ObservationCollector collector = (ObservationCollector) ReflectionUtils.getField(field, factory);
        if (!(collector instanceof RecordingCollector)) {
            ObservationCollector application = collector == null ? ObservationCollector.NO_OP : collector;
            factory.setObservationCollector(new RecordingCollector(application, messages, confirms));
        }
    }

    private void follow(RabbitTemplate template) {
        Collection<?> known = template.getAfterReceivePostProcessors();
        if (known == null || !known.contains(replies)) {
            template.addBeforePublishPostProcessors(confirms);
            template.addAfterReceivePostProcessors(replies);
        }
    }

    private static Advice @Nullable [] adviceOf(AbstractMessageListenerContainer container) {
        Method method = ReflectionUtils.findMethod(AbstractMessageListenerContainer.class, ADVICE);
        if (method == null) {
            throw new IllegalStateException("No method " + ADVICE + " in the container");
        }
        ReflectionUtils.makeAccessible(method);
        return (Advice[]) ReflectionUtils.invokeMethod(method, container);
    }
}
