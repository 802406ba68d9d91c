/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class MaskerTests {

    private final Masker masker = new Masker(MaskingRules.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "userPassword",
                "user_password",
                "new.password",
                "passwordConfirmation",
                "password2",
                "userpassword",
                "passwd",
                "pwd",
                "db-pwd",
                "secret",
                "clientSecret",
                "CLIENT_SECRET",
                "clientsecret",
                "token",
                "access-token",
                "refreshToken",
                "idtoken",
                "csrfToken",
                "api_key",
                "apiKey",
                "X-Api-Key",
                "authorization",
                "card_number",
                "cardNumber",
                "creditCardNumber",
                "card-no",
                "pan",
                "cvv",
                "cvv2",
                "CVC",
                "iban",
                "customerIban",
                "ssn",
                "SSN",
                "pin",
                "userPIN",
                "PINCode",
                "user[password]",
                "privateKey",
                "jwt",
                "otp",
                "sessionId",
                "JSESSIONID",
                "credentials",
                "auth",
                "passphrase",
                "signature",
                "tokens",
                "accessTokens"
            })
    void masks_sensitiveNames(String name) {
        assertThat(masker.masks(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order_id",
                "name",
                "amount",
                "shipping",
                "spinner",
                "company",
                "japan",
                "span",
                "compass",
                "bypass",
                "passenger",
                "secretary",
                "tokenizer",
                "max_tokens",
                "token_type",
                "tokenCount",
                "password_policy",
                "author",
                "authenticated",
                "opinion",
                "description",
                "sessions",
                "panel",
                "key",
                "code",
                "status",
                "customer",
                "",
                "\u00E4\u00F6\u00FC",
                "passport"
            })
    void masks_ordinaryNames_not(String name) {
        assertThat(masker.masks(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4222222222222",
                "5500000000000004",
                "5555 5555 5555 4444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "30569309025904",
                "6011111111111117",
                "3530111333300000",
                "6304000000000000",
                "6212345678901265",
                "2200000000000004",
                "DE89370400440532013000",
                "DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432",
                "gb82 west 1234 5698 7654 32",
                "FR1420041010050500013M02606",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dGVzdA",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
                "eyJhbGciOiJIUzI1NiJ9.eyJzd"
            })
    void text_valueWithAShape_isMaskedWhereverItStands(String value) {
        for (String frame :
                List.of("%s", "a %s b", "(%s)", "id=%s;", "x\n%s\n", "\u00E4%s\u00E4", "no.%s", "\"%s\"", "12 %s")) {
            String shown = masker.text("body", frame.replace("%s", value));
            assertThat(shown).doesNotContain(value).isEqualTo(frame.replace("%s", "***"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "1700000000000",
                "1763828829012345678",
                "2026-11-22T16:27:09.012345Z",
                "20261122162709",
                "2026-11-22 16:27:09",
                "2026-11-22-16-27-09",
                "0190163d-8694-739b-aea5-966c26f8ad91",
                "41111111-1111-4111-8111-411111111111",
                "4711",
                "ORD-2026-000123",
                "48.8566140000000001",
                "0.4111111111111111",
                "+49 30 901820",
                "DE00370400440532013000",
                "bearer of bad news",
                "Bearer realm=\"x\"",
                "Bearer authentication failed",
                "basic information",
                "eyewitness. again",
                "http://localhost:8080/a?b=c",
                "key: value",
                "10:30",
                "a=b",
                "192.168.10.12:5432",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "1 2 3 4 5 6 7 8 9"
            })
    void text_ordinaryValues_stay(String value) {
        assertThat(masker.text("body", value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Authorization: Bearer abc.def       | Authorization: ***
                    use Bearer abc-def_1 now            | use Bearer *** now
                    was basic dXNlcjpwYXNz, ok          | was basic ***, ok
                    password=hunter2&x=1                | password=***&x=1
                    wrong password: hunter2, try again  | wrong password: ***, try again
                    {"password" : "a b\\"c", "n":1}     | {"password" : "***", "n":1}
                    {\\"token\\":\\"abc\\",\\"n\\":1}   | {\\"token\\":\\"***\\",\\"n\\":1}
                    jdbc:x://sa:pw@db:5432/a failed     | jdbc:x://***@db:5432/a failed
                    https://x/cb?access_token=abc&s=1   | https://x/cb?access_token=***&s=1
                    apiKey => 'a b'                     | apiKey => '***'
                    auth_token: Token abc rest          | auth_token: ***
                    secrets: [a, b                      | secrets: ***
                    /a;jsessionid=1F2E/b                | /a;jsessionid=***
                    2fa_token=abc                       | 2fa_token=***
                    pin=                                | pin=
                    """)
    void text_valueBehindASensitiveName_isMasked(String text, String expected) {
        assertThat(masker.text("body", text)).isEqualTo(expected);
    }

    @Test
    void text_shapeSwitchedOff_stays() {
        Masker cardsOnly = new Masker(MaskingRules.defaults().withShapes(Set.of(ValueShape.CARD_NUMBER)));

        assertThat(cardsOnly.text("body", "DE89370400440532013000 4111111111111111"))
                .isEqualTo("DE89370400440532013000 ***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":[{"b":{"userPassword":{"x":[1]}}}]}     | {"a":[{"b":{"userPassword":"***"}}]}
                    {"token":null,"pin":true,"n":null}           | {"token":null,"pin":"***","n":null}
                    {"n":4111111111111111,"o":4111111111111112}  | {"n":"***","o":4111111111111112}
                    {"n":4.111111111111111E15,"o":1E400}         | {"n":"***","o":1E400}
                    {"n":52.4111111111111111,"o":-0.0}           | {"n":52.4111111111111111,"o":-0.0}
                    {"n":0.4111111111111111e16,"o":41111111111111110e-1} | {"n":"***","o":"***"}
                    {"n":41111111111111.11E+2,"o":4111111111111111.5} | {"n":"***","o":"***"}
                    {"n":4.111111111111111e14,"o":4111111111111e99}  | {"n":4.111111111111111e14,"o":4111111111111e99}
                    {"4111111111111111":"a"}                     | {"***":"a"}
                    [{"name":"password","value":"x"},{"name":"a","value":"y"}] | [{"name":"password","value":"***"},{"name":"a","value":"y"}]
                    {"url":"https://u:p@h/","s":"\\u0034111111111111111"} | {"url":"https://***@h/","s":"***"}
                    "4111111111111111"                           | "***"
                    {"customer":{"name":"a"},"name":"b"}         | {"customer":{"name":"***"},"name":"b"}
                    {"items":[{"note":1},{"note":[2]}],"note":3} | {"items":[{"note":"***"},{"note":"***"}],"note":3}
                    {"custom-er_Tag":"x","orderNumber":"4111111111111111"} | {"custom-er_Tag":"***","orderNumber":"4111111111111111"}
                    """)
    void json_isMaskedByNamePathAndShape(String json, String expected) {
        Masker tuned = new Masker(MaskingRules.defaults()
                .withMaskedPaths(List.of("$.customer.name", "$.items[*].note"))
                .withMaskedNames(Set.of("customerTag"))
                .withKeptNames(Set.of("order_number")));

        assertThat(json(tuned, json)).isEqualTo(expected);
    }

    @Test
    void json_unchangedDocument_isCopiedAsItIs() {
        String json = "{\"id\":\"0190163d-8694-739b-aea5-966c26f8ad91\",\"t\":\"2026-11-22T16:27:09Z\",\"a\":[1.10,1e5,"
                + "{\"b\":[],\"c\":{}}],\"text\":\"\u00E4\uD83D\uDE00\",\"ok\":true}";

        assertThat(json(masker, json)).isEqualTo(json);
        assertThat(masker.masked()).isZero();
    }

    @Test
    void header_listedOrNamed_isMasked() {
        Masker tuned = new Masker(MaskingRules.defaults().withMaskedHeaders(Set.of("X-Customer")));

        assertThat(tuned.header("proxy-AUTHORIZATION", "x")).isEqualTo("***");
        assertThat(tuned.header("Cookie", "a=b")).isEqualTo("***");
        assertThat(tuned.header("x-customer", "ann")).isEqualTo("***");
        assertThat(tuned.header("X-Session-Token", "x")).isEqualTo("***");
        assertThat(tuned.header("Location", "/cb?token=x&a=b")).isEqualTo("/cb?token=***&a=b");
        assertThat(tuned.header("Content-Type", "application/json")).isEqualTo("application/json");
    }

    @Test
    void keptNames_winOverTheBuiltInLists() {
        Masker tuned = new Masker(MaskingRules.defaults().withKeptNames(Set.of("Token", "cookie")));

        assertThat(tuned.masks("token")).isFalse();
        assertThat(tuned.masks("access_token")).isTrue();
        assertThat(tuned.header("Cookie", "a=b")).isEqualTo("a=b");
    }

    static String json(Masker masker, String json) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            masker.json(json, out);
        }
        return text.toString();
    }
}
