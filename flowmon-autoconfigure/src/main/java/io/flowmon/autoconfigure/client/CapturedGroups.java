/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.util.function.Predicate;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.ClientCallback;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.GroupCallback;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.Groups;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.InitializingClientCallback;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.ProxyFactoryCallback;

/** HTTP service groups whose builders wrap every request factory that they are given. */
final class CapturedGroups implements Groups<RestClient.Builder> {

    private final Groups<RestClient.Builder> groups;
    private final ClientCapture capture;

    CapturedGroups(Groups<RestClient.Builder> groups, ClientCapture capture) {
        this.groups = groups;
        this.capture = capture;
    }

    @Override
    public Groups<RestClient.Builder> filterByName(String... names) {
        groups.filterByName(names);
        return this;
    }

    @Override
    public Groups<RestClient.Builder> filter(Predicate<HttpServiceGroup> predicate) {
        groups.filter(predicate);
        return this;
    }

    @Override
    public void forEachClient(ClientCallback<RestClient.Builder> callback) {
        groups.forEachClient((group, builder) -> callback.withClient(group, capturing(builder)));
    }

    @Override
    public void forEachClient(InitializingClientCallback<RestClient.Builder> callback) {
        groups.forEachClient(
                (InitializingClientCallback<RestClient.Builder>) group -> capturing(callback.initClient(group)));
    }

    @Override
    public void forEachProxyFactory(ProxyFactoryCallback callback) {
        groups.forEachProxyFactory(callback);
    }

    @Override
    public void forEachGroup(GroupCallback<RestClient.Builder> callback) {
        groups.forEachGroup((group, builder, factory) -> callback.withGroup(group, capturing(builder), factory));
    }

    private RestClient.Builder capturing(RestClient.Builder builder) {
        return RestClientBuilders.capturing(builder, capture);
    }
}
