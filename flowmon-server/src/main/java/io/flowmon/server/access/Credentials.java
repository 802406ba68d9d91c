/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.stereotype.Component;

/** Whether anybody can prove who they are: with the first user, token or OpenID provider the server is closed to others. */
@Component
public final class Credentials {

    private static final List<String> SETTINGS =
            List.of("flowmon.server.users", "flowmon.server.tokens", "spring.security.oauth2.client.registration");

    private final boolean configured;

    public Credentials(Environment environment) {
        this.configured = configured(environment);
    }

    /** Whether there are any. */
    public boolean configured() {
        return configured;
    }

    /** Holds where there are credentials. */
    public static final class Present implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Credentials.configured(context.getEnvironment());
        }
    }

    /** Holds where there are none. */
    public static final class Absent implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !Credentials.configured(context.getEnvironment());
        }
    }

    private static boolean configured(Environment environment) {
        Binder binder = Binder.get(environment);
        return SETTINGS.stream().anyMatch(name -> !binder.bind(name, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .isEmpty());
    }
}
