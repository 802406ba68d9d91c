/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.InitializingClientCallback;
import org.springframework.web.service.registry.ImportHttpServices;

/** Spring Boot's HTTP service groups, without a line of code for flowmon. */
class HttpServiceGroupTests extends ClientTest {

    private final AtomicInteger requestsOfOwnFactory = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "http-components", "jetty", "simple"})
    void group_withAndWithoutFlowmon_sendsTheSameButForTheIds(String factory) {
        String property = "spring.http.clients.imperative.factory=" + factory;
        shop(property, "flowmon.client.enabled=false").run(context -> call(context.getBean(Orders.class)));
        String without = server.lastRequest();
        inApplication(shop(property), context -> call(context.getBean(Orders.class)));
        String with = server.lastRequest();

        assertThat(with).containsIgnoringCase("X-Message-Id: " + ends().get(1).messageId());
        assertThat(with.replaceAll("(?mi)^X-(Correlation|Message)-Id: .*\r\n", ""))
                .isEqualTo(without);
        assertReported();
    }

    @Test
    void groupWithOwnFactory_isCapturedAndUsesIt() {
        RestClientHttpServiceGroupConfigurer own = groups ->
                groups.filterByName("shop").forEachClient((group, builder) -> builder.requestFactory(ownFactory()));

        inApplication(withOwn(own), context -> call(context.getBean(Orders.class)));

        assertReported();
        assertThat(requestsOfOwnFactory).hasValue(2);
    }

    @Test
    void groupConfiguredAsAWhole_isCapturedAndUsesIt() {
        RestClientHttpServiceGroupConfigurer own =
                groups -> groups.filter(group -> group.name().equals("shop"))
                        .forEachGroup((group, builder, proxies) -> builder.requestFactory(ownFactory()));

        inApplication(withOwn(own), context -> call(context.getBean(Orders.class)));

        assertReported();
        assertThat(requestsOfOwnFactory).hasValue(2);
    }

    @Test
    void groupWithOwnBuilder_isCapturedAndUsesIt() {
        inApplication(
                shop().withBean("own", OwnBuilders.class, () -> new OwnBuilders(ownFactory())),
                context -> call(context.getBean(Orders.class)));

        assertReported();
        assertThat(server.requests()).allSatisfy(request -> assertThat(request).containsIgnoringCase("X-Own: yes"));
    }

    @Test
    void ownConfigurer_isStillABeanOfItsClass() {
        inApplication(
                shop().withBean("own", OwnBuilders.class, () -> new OwnBuilders(ownFactory())),
                context -> assertThat(context.getBean("own")).isExactlyInstanceOf(OwnBuilders.class));
    }

    @Test
    void customizerOfTheApplication_isApplied() {
        inApplication(
                shop().withBean(
                                RestClientCustomizer.class,
                                () -> builder ->
                                        builder.defaultHeader("X-Own", "yes").requestFactory(ownFactory())),
                context -> call(context.getBean(Orders.class)));

        assertReported();
        assertThat(requestsOfOwnFactory).hasValue(2);
        assertThat(server.lastRequest()).containsIgnoringCase("X-Own: yes");
    }

    private ApplicationContextRunner withOwn(RestClientHttpServiceGroupConfigurer configurer) {
        return shop().withBean("own", RestClientHttpServiceGroupConfigurer.class, () -> configurer);
    }

    private ApplicationContextRunner shop(String... properties) {
        return application(properties)
                .withPropertyValues("spring.http.serviceclient.shop.base-url=" + server.url())
                .withUserConfiguration(Shop.class);
    }

    private ClientHttpRequestFactory ownFactory() {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        return (uri, method) -> {
            requestsOfOwnFactory.incrementAndGet();
            return factory.createRequest(uri, method);
        };
    }

    private static void call(Orders orders) {
        assertThat(orders.order(4711, "short")).isEqualTo(RecordingHttpServer.ANSWER);
        assertThat(orders.create(Map.of("a", 1))).isEqualTo(RecordingHttpServer.ANSWER);
    }

    private void assertReported() {
        assertThat(ends()).extracting(event -> event.endpoint()).containsExactly("GET /orders/{id}", "POST /orders");
        assertThat(publisher.events()).hasSize(4);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "shop", types = Orders.class)
    static class Shop {}

    /** Stands before Spring Boot's own, as whoever brings the builder must. */
    static final class OwnBuilders implements RestClientHttpServiceGroupConfigurer {

        private final ClientHttpRequestFactory factory;

        OwnBuilders(ClientHttpRequestFactory factory) {
            this.factory = factory;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void configureGroups(Groups<RestClient.Builder> groups) {
            groups.forEachClient((InitializingClientCallback<RestClient.Builder>)
                    group -> RestClient.builder().requestFactory(factory).defaultHeader("X-Own", "yes"));
        }
    }
}
