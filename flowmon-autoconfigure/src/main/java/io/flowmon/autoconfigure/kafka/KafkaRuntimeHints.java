/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** For native images: the producer that is proxied, and the serializer that Kafka makes by its class. */
final class KafkaRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.proxies().registerJdkProxy(Producer.class);
        hints.reflection()
                .registerType(Producer.class, MemberCategory.INVOKE_PUBLIC_METHODS)
                .registerType(CapturingSerializer.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
    }
}
