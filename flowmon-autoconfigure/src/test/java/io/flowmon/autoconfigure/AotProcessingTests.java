/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import io.flowmon.brokers.RedisBroker;
import io.flowmon.core.sender.EventSender;
import io.flowmon.core.wire.HeartbeatReport;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestClient;

/** An application with the starter, processed ahead of time as for a native image. */
class AotProcessingTests {

    private static final String[] PROPERTIES = {
        "spring.data.redis.port=" + RedisBroker.shared().port(),
        "flowmon.redis.lists=aot-*",
        "flowmon.redis.channels=aot-news",
        "flowmon.redis.streams=aot-stream",
        "flowmon.sender.shutdown=0ms"
    };

    @Test
    @CompileWithForkedClassLoader
    @SuppressWarnings("unchecked")
    void application_processedAheadOfTime_starts() {
        TestGenerationContext generated = new TestGenerationContext();
        ClassName initializer = process(generated);
        generated.writeGeneratedContent();
        TestCompiler.forSystem().with(generated).compile(compiled -> {
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                TestPropertyValues.of(PROPERTIES).applyTo(context);
                compiled.getInstance(ApplicationContextInitializer.class, initializer.toString())
                        .initialize(context);
                context.refresh();
                assertThat(context.getBean(Flowmon.class)).isNotNull();
                assertThat(context.getBean(RestClient.Builder.class).build()).isNotNull();
                StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
                redis.opsForList().leftPush("aot-list", "hello");
                assertThat(redis.opsForList().rightPop("aot-list")).isEqualTo("hello");
                assertThat(context.getBean(EventSender.class).statistics().offered())
                        .isPositive();
            }
        });
    }

    @Test
    void hints_nameWhatIsReachedByReflection() throws ClassNotFoundException {
        TestGenerationContext generated = new TestGenerationContext();
        process(generated);
        RuntimeHints hints = generated.getRuntimeHints();
        ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();

        assertThat(RuntimeHintsPredicates.resource().forResource("io/flowmon/autoconfigure/redis/content-matching.lua"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(RestClient.Builder.class))
                .accepts(hints);
        assertThat(reflection.onFieldAccess(RedisMessageListenerContainer.class, "taskExecutor"))
                .accepts(hints);
        assertThat(reflection.onFieldAccess(RedisMessageListenerContainer.class, "errorHandler"))
                .accepts(hints);
        assertThat(reflection.onFieldAccess("org.springframework.data.redis.stream.StreamPollTask", "listener"))
                .accepts(hints);
        assertThat(reflection.onFieldAccess(ConnectionFactory.class, "observationCollector"))
                .accepts(hints);
        assertThat(reflection.onMethodInvocation(AbstractMessageListenerContainer.class, "getAdviceChain"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Producer.class))
                .accepts(hints);
        assertThat(reflection.onFieldAccess(ThreadPoolTaskExecutor.class, "taskDecorator"))
                .accepts(hints);
        assertThat(reflection.onFieldAccess(SimpleAsyncTaskExecutor.class, "taskDecorator"))
                .accepts(hints);
        assertThat(reflection.onMethodInvocation(HeartbeatReport.class, "moduleId"))
                .accepts(hints);
        assertThat(reflection.onType(FlowmonProperties.class)).accepts(hints);
    }

    private static ClassName process(TestGenerationContext generated) {
        ClassName[] initializer = new ClassName[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(PROPERTIES)
                .prepare(context -> initializer[0] = new ApplicationContextAotGenerator()
                        .processAheadOfTime(
                                (GenericApplicationContext) context.getSourceApplicationContext(), generated));
        return initializer[0];
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RedisMessageListenerContainer listeners(RedisConnectionFactory connections) {
            RedisMessageListenerContainer container = new RedisMessageListenerContainer();
            container.setConnectionFactory(connections);
            return container;
        }
    }
}
