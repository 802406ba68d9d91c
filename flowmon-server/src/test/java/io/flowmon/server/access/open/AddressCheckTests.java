/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.open;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.server.access.Credentials;
import io.flowmon.server.settings.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class AddressCheckTests {

    private final MockEnvironment environment = new MockEnvironment().withProperty("server.address", "127.0.0.1");

    @Test
    void web_onAnotherAddress_needsCredentials() {
        environment.setProperty("server.address", "0.0.0.0");
        assertThatThrownBy(this::check).hasMessageContaining("server.address=0.0.0.0", "credentials");

        environment.setProperty("flowmon.server.tokens.nginx.roles", "intake");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void web_onAnEmptyAddress_isOnAllOfThem(String address) {
        environment.setProperty("server.address", address);
        assertThatThrownBy(this::check).hasMessageContaining("server.address=0.0.0.0");
    }

    @Test
    void management_onAnEmptyAddress_isOnAllOfThem() {
        environment.setProperty("management.server.port", "9000");
        environment.setProperty("management.server.address", "");
        assertThatThrownBy(this::check).hasMessageContaining("management.server.address=0.0.0.0");
    }

    @Test
    void web_withAnOpenIdProvider_hasCredentials() {
        environment.setProperty("server.address", "0.0.0.0");
        environment.setProperty("spring.security.oauth2.client.registration.corporate.client-id", "flowmon");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void zeroMq_onAnotherAddress_needsKeysWhateverCredentialsThereAre() {
        environment.setProperty("flowmon.server.zeromq.address", "0.0.0.0");
        environment.setProperty("flowmon.server.users.anna.roles", "viewer");
        assertThatThrownBy(this::check).hasMessageContaining("flowmon.server.zeromq.address=0.0.0.0", "keys");

        environment.setProperty("flowmon.server.zeromq.curve.key-file", "server.key_secret");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void anything_allowedToBeOpen_starts() {
        environment.setProperty("server.address", "0.0.0.0");
        environment.setProperty("flowmon.server.zeromq.address", "0.0.0.0");
        environment.setProperty("flowmon.server.allow-open", "true");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void check() {
        ServerSettings settings = Binder.get(environment).bindOrCreate("flowmon.server", ServerSettings.class);
        AddressCheck unused = new AddressCheck(environment, settings, new Credentials(environment));
    }
}
