/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdviceSettingsTests {

    @Test
    void values_theMostSpecificCounts_propertyByProperty() {
        AdviceSettings settings = with(Map.of(
                "concurrency", "8",
                "values[0].module", "shop",
                "values[0].target", "1s",
                "values[1].endpoint", "GET /x",
                "values[1].target", "2s",
                "values[1].percentile", "0.9",
                "values[2].module", "shop",
                "values[2].endpoint", "GET /x",
                "values[2].concurrency", "3"));

        assertThat(settings.targetOf("shop", "GET /x")).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.targetOf("shop", "GET /y")).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.targetOf("shop", null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.targetOf("other", "GET /y")).isEqualTo(Duration.ofMillis(300));
        assertThat(settings.percentileOf("other", "GET /x")).isEqualTo(0.9);
        assertThat(settings.percentileOf("other", null)).isEqualTo(0.95);
        assertThat(settings.concurrencyOf("shop", "GET /x")).isEqualTo(3);
        assertThat(settings.concurrencyOf("shop", null)).isEqualTo(8);
    }

    @Test
    void concurrency_ofWhichNothingWasSaid_isUnknown() {
        assertThat(with(Map.of()).concurrencyOf("shop", "GET /x")).isNull();
    }

    private static AdviceSettings with(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", AdviceSettings.class);
    }
}
