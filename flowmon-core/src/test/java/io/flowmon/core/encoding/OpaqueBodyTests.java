/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.encoding;

import static io.flowmon.core.encoding.EncodedEvents.body;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text in which no rule can tell whose value is whose. */
class OpaqueBodyTests {

    private final EncodedEvents events = EncodedEvents.withDefaults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html                               | <html><input name=_csrf value=hunter2></html>
                    application/xhtml+xml                   | <html><input name="_csrf" value="hunter2"/></html>
                    text/csv                                | user,password\\njoe,hunter2
                    TEXT/CSV; charset=utf-8; header=present | user,password\\njoe,hunter2
                    application/csv                         | user,password\\njoe,hunter2
                    text/comma-separated-values             | user,password\\njoe,hunter2
                    text/tab-separated-values               | user\\tpassword\\njoe\\thunter2
                    application/yaml                        | ? password\\n: hunter2
                    application/x-yaml                      | ? password\\n: hunter2
                    text/yaml                               | ? password\\n: hunter2
                    text/x-yaml                             | ? password\\n: hunter2
                    application/vnd.oai.openapi+yaml        | ? password\\n: hunter2
                    application/toml                        | [password]\\nvalue = "hunter2"
                    application/sql                         | insert into u (name, password) values ('joe', 'hunter2')
                    text/x-sql                              | insert into u (name, password) values ('joe', 'hunter2')
                    """)
    void write_tablesPagesAndOtherLanguagesForData_areMaskedWhole(String contentType, String text) {
        String body = text.replace("\\n", "\n").replace("\\t", "\t");

        assertThat(events.params(body(body, contentType)).get("body").stringValue())
                .isEqualTo("***");
        assertThat(events.result(body(body, contentType)).get("body").stringValue())
                .isEqualTo("***");
    }
}
