/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts flowmon where records pass: into factories of producers, and what makes listener containers. No bean changes its
 * class, and what the application has configured stays.
 */
final class KafkaPostProcessor implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(KafkaPostProcessor.class);

    private final Supplier<KafkaMessages> messages;
    private final ListenerThreads threads;

    KafkaPostProcessor(ObjectProvider<KafkaMessages> provider) {
        this.messages = SingletonSupplier.of(provider::getObject);
        this.threads = new ListenerThreads(messages);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        try {
            if (bean instanceof DefaultKafkaProducerFactory<?, ?> factory) {
                record(factory);
            } else if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
                follow(factory);
            } else if (bean instanceof AbstractMessageListenerContainer<?, ?> container) {
                follow(container);
            }
        } catch (RuntimeException cannotBeSeen) {
            log.warn("Messages of '{}' are not recorded", name, cannotBeSeen);
        }
        return bean;
    }

    private <K, V> void record(DefaultKafkaProducerFactory<K, V> factory) {
        factory.addPostProcessor(producer -> ReportingProducer.of(producer, messages));
        Supplier<@Nullable Serializer<V>> made = factory.getValueSerializerSupplier();
        if (made != null) {
            factory.setValueSerializerSupplier(() -> capturing(made.get()));
        }
        Object named = factory.getConfigurationProperties().get(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        if (named != null && named != CapturingSerializer.class) {
            factory.updateConfigs(Map.of(
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    CapturingSerializer.class,
                    CapturingSerializer.APPLICATION,
                    named));
        }
    }

    private static <V> @Nullable Serializer<V> capturing(@Nullable Serializer<V> serializer) {
        return serializer == null || serializer instanceof CapturingSerializer
                ? serializer
                : new CapturingSerializer<>(serializer);
    }

    private <K, V> void follow(AbstractKafkaListenerContainerFactory<?, K, V> factory) {
        factory.setRecordInterceptor(aroundRecord(factory.getRecordInterceptor()));
        factory.setBatchInterceptor(aroundBatch(factory.getBatchInterceptor()));
    }

    private <K, V> void follow(AbstractMessageListenerContainer<K, V> container) {
        container.setRecordInterceptor(aroundRecord(container.getRecordInterceptor()));
        container.setBatchInterceptor(aroundBatch(container.getBatchInterceptor()));
    }

    private <K, V> RecordInterceptor<K, V> aroundRecord(@Nullable RecordInterceptor<K, V> application) {
        return application instanceof ReportingRecordInterceptor
                ? application
                : new ReportingRecordInterceptor<>(application, threads);
    }

    private <K, V> BatchInterceptor<K, V> aroundBatch(@Nullable BatchInterceptor<K, V> application) {
        return application instanceof ReportingBatchInterceptor
                ? application
                : new ReportingBatchInterceptor<>(application, threads);
    }
}
