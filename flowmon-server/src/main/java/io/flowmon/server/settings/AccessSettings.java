/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the screens and the interface. As soon as there is a user, a token, or an OpenID provider
 * (spring.security.oauth2.client.registration), nobody else may.
 *
 * @param users People by name, each with password (a bcrypt hash, as 'bin/flowmon-server hash-password' makes it) and
 *     roles (viewer, operator).
 * @param tokens Programs by name, each with sha256 (of its token, as 'bin/flowmon-server new-token' makes it) and roles
 *     (intake, viewer, operator).
 * @param oidc Roles of people who log in at an OpenID provider.
 */
@ConfigurationProperties("flowmon.server")
public record AccessSettings(
        @DefaultValue Map<String, User> users,
        @DefaultValue Map<String, Token> tokens,
        @DefaultValue Oidc oidc) {

    /** What somebody may do: a viewer sees everything, an operator also changes, intake alone delivers events. */
    public enum Role {
        VIEWER,
        OPERATOR,
        INTAKE
    }

    /**
     * A person.
     *
     * @param password hash of the password
     * @param roles what the person may do
     */
    public record User(
            @DefaultValue("") String password, @DefaultValue Set<Role> roles) {}

    /**
     * A program.
     *
     * @param sha256 hash of the token, in hex
     * @param roles what the program may do
     */
    public record Token(
            @DefaultValue("") String sha256, @DefaultValue Set<Role> roles) {}

    /**
     * Roles of people who log in at an OpenID provider.
     *
     * @param rolesClaim Claim of the ID token that holds a person's roles or groups.
     * @param viewers Values of that claim that make a viewer.
     * @param operators Values of that claim that make an operator.
     */
    public record Oidc(
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue List<String> viewers,
            @DefaultValue List<String> operators) {}
}
