/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a pattern stands for. */
class GlobTests {

    @ParameterizedTest
    @CsvSource({
        "GET /a, GET /a, true",
        "GET /a, GET /ab, false",
        "GET /*, GET /, true",
        "GET /*, POST /a, false",
        "* /a, GET /a, true",
        "*, '', true",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*c, axbxbc, true",
        "a*b*c, axc, false",
        "a*bc*c, abc, false",
        "a**b, ab, true",
        "*b*, abc, true",
        "a\\*, a*, true",
        "a\\*, ab, false",
        "a\\\\*, a\\b, true"
    })
    void pattern_standsForTheseNames(String pattern, String name, boolean matches) {
        assertThat(Glob.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void manyStars_takeNoTime() {
        Glob glob = Glob.of("*a".repeat(5_000) + "b");

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(glob.matches("a".repeat(10_000)))
                .isFalse());
    }

    @Test
    void like_isTheSameForSql() {
        assertThat(Glob.of("a*\\*_%!").like()).isEqualTo("a%*!_!%!!");
        assertThat(Glob.exactly("a*\\b").matches("a*\\b")).isTrue();
    }
}
