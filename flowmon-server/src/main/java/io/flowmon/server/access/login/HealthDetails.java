/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import io.flowmon.server.access.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.stereotype.Component;

/** With credentials, strangers learn from the health whether the server is up, and nothing else. */
@Component
class HealthDetails implements HealthEndpointGroupsPostProcessor {

    private final Credentials credentials;

    HealthDetails(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        if (!credentials.configured()) {
            return groups;
        }
        Map<String, HealthEndpointGroup> closed = new LinkedHashMap<>();
        for (String name : groups.getNames()) {
            HealthEndpointGroup group = groups.get(name);
            if (group != null) {
                closed.put(name, new Closed(group));
            }
        }
        return HealthEndpointGroups.of(new Closed(groups.getPrimary()), closed);
    }

    private record Closed(HealthEndpointGroup group) implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext caller) {
            return mayKnow(caller) && group.showComponents(caller);
        }

        @Override
        public boolean showDetails(SecurityContext caller) {
            return mayKnow(caller) && group.showDetails(caller);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return group.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }

        private static boolean mayKnow(SecurityContext caller) {
            return caller.isUserInRole("VIEWER") || caller.isUserInRole("OPERATOR");
        }
    }
}
