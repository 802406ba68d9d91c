/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.amqp;

import com.rabbitmq.client.ConnectionFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** For native images: what is read by reflection because it has no public getter. */
final class AmqpRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection()
                .registerType(ConnectionFactory.class, type -> type.withField(AmqpPostProcessor.COLLECTOR))
                .registerType(
                        AbstractMessageListenerContainer.class,
                        type -> type.withMethod(AmqpPostProcessor.ADVICE, List.of(), ExecutableMode.INVOKE));
    }
}
