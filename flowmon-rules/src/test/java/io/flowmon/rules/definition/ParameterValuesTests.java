/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterValuesTests {

    private static final RuleDefinition SLOW_PERCENTILE = RuleSet.shipped().rules().stream()
            .filter(rule -> rule.id().equals("slow-percentile"))
            .findFirst()
            .orElseThrow();

    @Test
    void general_isTheDefault_orTheLastValueThatIsSetForAll() {
        assertThat(values().general("threshold")).contains(1.0);
        assertThat(values().general("window")).contains(60.0);
        assertThat(values().general("percentile")).contains(0.95);
        assertThat(values().general("deadline")).isEmpty();
        assertThat(values(set(null, null, "2s"), set("shop", null, "9s"), set(null, null, "300ms"))
                        .general("threshold"))
                .contains(0.3);
    }

    @Test
    void special_isTheMostSpecificFirst() {
        List<ParameterValues.Special> special = values(
                        set("shop", null, "2s"),
                        set(null, "GET /a", "3s"),
                        set("shop", "GET /a", "4s"),
                        new ParameterOverride("slow-step", "shop", null, "threshold", "9s"))
                .special("threshold");

        assertThat(special).extracting(ParameterValues.Special::value).containsExactly(4.0, 3.0, 2.0);
    }

    private static ParameterOverride set(@Nullable String module, @Nullable String endpoint, String value) {
        return new ParameterOverride("slow-percentile", module, endpoint, "threshold", value);
    }

    private static ParameterValues values(ParameterOverride... overrides) {
        return new ParameterValues(SLOW_PERCENTILE, List.of(overrides));
    }
}
