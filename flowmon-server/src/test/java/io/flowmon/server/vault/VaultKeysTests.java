/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.server.settings.VaultSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class VaultKeysTests {

    private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @Test
    void keyInAVariableOfTheEnvironment_hasDotsInItsName() {
        PropertySource<?> environment = new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("FLOWMON_SERVER_VAULT_KEYS_SHOP_2026", KEY));
        VaultSettings settings = new Binder(ConfigurationPropertySources.from(environment))
                .bindOrCreate("flowmon.server.vault", VaultSettings.class);

        assertThat(VaultKeys.of(settings)).containsOnlyKeys("shop.2026");
    }
}
