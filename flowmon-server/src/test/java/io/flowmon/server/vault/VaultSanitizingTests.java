/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;

class VaultSanitizingTests {

    @ParameterizedTest
    @CsvSource({
        "flowmon.server.vault.keys.k1, pssst",
        "flowmon.server.vault.keys, pssst",
        "FLOWMON_SERVER_VAULT_KEYS_SHOP_2026, pssst",
        "sun.java.command, server.jar --flowmon.server.vault.keys.k1=pssst"
    })
    void key_isNotShown(String name, String value) {
        assertThat(shown(name, value)).isEqualTo(SanitizableData.SANITIZED_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"sun.java.command, server.jar --server.port=0", "flowmon.server.vault.enabled, true"})
    void anythingElse_isShown(String name, String value) {
        assertThat(shown(name, value)).isEqualTo(value);
    }

    private static @Nullable Object shown(String name, String value) {
        return new VaultSanitizing()
                .vaultKeysAreNotShown()
                .apply(new SanitizableData(null, name, value))
                .getValue();
    }
}
