/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Values that cannot be used: each stops the start, before a web server starts, and is explained. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertyTests {

    private static final String WEB_SERVER = "initialized with port";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "flowmon.server                      | nowhere        | 'nowhere' is not an address of the form host:port.",
                "flowmon.server                      | ~~ | '' is not an address of the form host:port.",
                "flowmon.module.type                 | ~ ~ | which is no name.",
                "flowmon.module.instance             | ~~ | which is no name.",
                "flowmon.sender.queue-events         | 0              | It must be positive, not 0.",
                "flowmon.sender.queue-events         | 2000000000     | It must be at most 10000000, not 2000000000.",
                "flowmon.sender.queue-size           | -1KB           | It must be positive, not -1024B.",
                "flowmon.sender.batch-events         | -1             | It must be positive, not -1.",
                "flowmon.sender.batch-size           | 0B             | It must be positive, not 0B.",
                "flowmon.sender.window               | -4MB           | It must be positive, not -4194304B.",
                "flowmon.sender.interval             | -50ms          | It must be at least 1ms, not -50ms.",
                "flowmon.sender.interval             | 100us          | It must be at least 1ms, not 100000ns.",
                "flowmon.sender.retry-min            | 0s             | It must be at least 1ms, not 0ms.",
                "flowmon.sender.retry-max            | 400d           | It must be at most 365d, not 400d.",
                "flowmon.sender.heartbeat            | 0ms            | It must be at least 1ms, not 0ms.",
                "flowmon.sender.shutdown             | -1s            | It must not be negative, and is -1000ms.",
                "flowmon.masking.names               | ~a,--~ | '--' is not a name.",
                "flowmon.masking.keep                | ~*~ | '*' is not a name.",
                "flowmon.masking.headers             | ~X Secret~ | 'X Secret' is not a name in HTTP.",
                "flowmon.masking.paths               | $.customer..id | '$.customer..id' is not a path from the root.",
                "flowmon.masking.paths               | customer.id    | 'customer.id' is not a path from the root.",
                "flowmon.masking.allow               | $.             | is not a",
                "flowmon.vault.key                   | geheim!        | The key is not base64.",
                "flowmon.vault.key                   | ~AQEBAQ==~ | The key has 4 bytes instead of 32.",
                "flowmon.vault.key                   | ~~ | The key has 0 bytes instead of 32.",
                "flowmon.vault.key-id                | My key         | 'My key' is no name of a key.",
                "flowmon.vault.max-size              | 0B             | It must be positive, not 0B.",
                "flowmon.web.max-body-size           | -1B            | It must not be negative, and is -1B.",
                "flowmon.web.include                 | ~/a,,/b~ | '' is an empty entry.",
                "flowmon.web.exclude                 | /orders/{id    | '/orders/{id' is not a path pattern:",
                "flowmon.web.exclude-methods         | ~GET POST~ | 'GET POST' is not a name in HTTP.",
                "flowmon.web.exclude-body-types      | pdf            | 'pdf' is not a content type.",
                "flowmon.web.response-header         | ~X Id~ | 'X Id' is not the name of a header.",
                "flowmon.web.headers.correlation-id  | ~X-Id:~ | 'X-Id:' is not the name of a header.",
                "flowmon.web.headers.message-id      | ~~ | '' is not the name of a header.",
                "flowmon.web.headers.sampled         | X-Message-Id   | is also the value of flowmon.web.headers.message-id.",
                "flowmon.client.max-body-size        | -8KB           | It must not be negative, and is -8192B.",
                "flowmon.client.exclude-hosts        | http://a.b     | 'http://a.b' is not a host's name.",
                "flowmon.client.propagate-to         | a.b:8080       | 'a.b:8080' is not a host's name.",
                "flowmon.client.exclude-body-types   | image/         | 'image/' is not a content type.",
                "flowmon.client.headers.message-id   | Content-Length | 'Content-Length' has a meaning of its own in HTTP.",
                "flowmon.bodies.slow                 | -1s            | It must be positive, not -1000ms.",
                "flowmon.bodies.overrides[0].web     | /orders/{id    | '/orders/{id' is no pattern of a path:",
                "flowmon.sampling.rate               | 2              | It must be 0, or a number from 0.000001 to 1, not 2.0.",
                "flowmon.redis.lists                 | ~a,,b~ | '' is an empty entry.",
                "flowmon.redis.channels              | ~,~ | '' is an empty entry.",
                "flowmon.redis.streams               | ~a,,b~ | '' is an empty entry.",
                "flowmon.redis.plain                 | ~a,~ | '' is an empty entry.",
                "flowmon.redis.processing-lists      | ~a,,b~ | '' is an empty entry.",
                "flowmon.redis.max-body-size         | -1B            | It must not be negative, and is -1B.",
                "flowmon.amqp.exclude                | ~a,,b~ | '' is an empty entry.",
                "flowmon.amqp.max-body-size          | -1B            | It must not be negative, and is -1B.",
                "flowmon.kafka.exclude               | ~a,,b~ | '' is an empty entry.",
                "flowmon.kafka.max-body-size         | -1B            | It must not be negative, and is -1B."
            })
    void value_thatCannotBeUsed_isNamedWithItsPropertyAndWhatToSet(String property, String value, String reason) {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ourAutoConfigurations()))
                .withPropertyValues(property + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFlowmonPropertyException.class, error -> {
                            assertThat(error.property()).isEqualTo(property);
                            assertThat(error.reason()).contains(reason);
                            assertThat(error.action()).matches("[A-Z].+\\.");
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flowmon.server=nowhere",
                "flowmon.sender.window=-1KB",
                "flowmon.masking.paths=customer",
                "flowmon.vault.key=AQEBAQ==",
                "flowmon.web.exclude=/{",
                "flowmon.client.headers.sampled=a b",
                "flowmon.redis.max-body-size=-1B"
            })
    void value_thatCannotBeUsed_stopsTheStartBeforeTheWebServer(String property, CapturedOutput output) {
        assertThatThrownBy(() -> start(property).close());

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START",
                        "The property '" + property.split("=", 2)[0] + "' cannot be used.")
                .containsPattern("Action:\\R\\R[A-Z]")
                .doesNotContain(WEB_SERVER);
    }

    @ParameterizedTest
    @CsvSource({"flowmon.sender.queue-events, many", "flowmon.sender.interval, soon", "flowmon.masking.mode, none"})
    void value_thatIsOfAnotherKind_isExplainedBySpringBoot(String property, String value, CapturedOutput output) {
        assertThatThrownBy(() -> start(property + "=" + value).close());

        assertThat(output)
                .contains("APPLICATION FAILED TO START", property, "Value: \"" + value + "\"")
                .doesNotContain(WEB_SERVER);
    }

    @Test
    void emptyValues_areDefaultsWhereThereIsNothingElseTheyCouldMean(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start("flowmon.sender.interval=", "flowmon.web.max-body-size=", "flowmon.client.exclude-hosts=")) {
            assertThat(context.isRunning()).isTrue();
            assertThat(output).contains(WEB_SERVER);
        }
    }

    private static Class<?>[] ourAutoConfigurations() {
        ClassLoader loader = InvalidPropertyTests.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("io.flowmon."))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new);
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .properties("server.port=0", "flowmon.sender.shutdown=0s", "spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
