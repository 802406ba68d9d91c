/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values without quotes behind a sensitive name in free text. */
class PlainValuesTests {

    private final Masker masker = new Masker(MaskingRules.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    password: correct horse battery                | password: ***
                    User(name=joe, password=hunter two, x=1)       | User(name=joe, password=***, x=1)
                    {user=joe, password=hunter two}                | {user=joe, password=***}
                    login user=joe password=hunter2 status=200     | login user=joe password=*** status=200
                    token=Basic dXNlcjpwYXNz= x                    | token=***
                    token=abc def= x                               | token=***
                    GET /cb?a=1&token=abc failed: 500              | GET /cb?a=1&token=*** failed: 500
                    GET /cb?token=abc HTTP/1.1                     | GET /cb?token=*** HTTP/1.1
                    user=joe&password=hunter two                   | user=joe&password=***
                    pin: don't tell 'em, ok                        | pin: ***, ok
                    he said 'pin: 12 34' loudly                    | he said 'pin: ***' loudly
                    Server=a;Password=b c;Timeout=5                | Server=a;Password=***;Timeout=5
                    AccountKey=AbCd0123+/==;EndpointSuffix=x.net   | AccountKey=***;EndpointSuffix=x.net
                    AccountKey=AbCd0123+/==                        | AccountKey=***
                    secret -> a, secret => b c                     | secret -> a, secret => ***
                    """)
    void text_valueWithoutQuotes_isMaskedToItsEnd(String text, String expected) {
        assertThat(masker.text("body", text)).isEqualTo(expected);
    }

    @Test
    void text_yaml_isMaskedOverItsLines() {
        assertThat(masker.text("body", """
                db:
                  password: correct horse
                    battery
                  user: joe
                keys:
                  - secret: |-
                      line one

                      line two
                    name: a
                  - secret: >
                      folded
                    name: b
                tokens:
                - one
                - two
                credentials:
                  user: c
                  pass: d
                end: yes
                """)).isEqualTo("""
                db:
                  password: ***
                  user: joe
                keys:
                  - secret: |-
                      ***
                    name: a
                  - secret: >
                      ***
                    name: b
                tokens:
                ***
                credentials:
                  ***
                end: yes
                """);
    }

    @Test
    void text_stackTraceBehindAMessage_stays() {
        assertThat(masker.text("body", "a.B: bad token: x y\n\tat a.B.c(B.java:1)\n    at a.D\nCaused by: e"))
                .isEqualTo("a.B: bad token: ***\n\tat a.B.c(B.java:1)\n    at a.D\nCaused by: e");
    }

    @Test
    void text_windowsLineEnds_areLineEnds() {
        assertThat(masker.text("body", "secret: |\r\n  a\r\n  b\r\nuser: c\r\npin: 1\r\n  2\r\nd: e"))
                .isEqualTo("secret: |\r\n  ***\r\nuser: c\r\npin: ***\r\nd: e");
    }
}
