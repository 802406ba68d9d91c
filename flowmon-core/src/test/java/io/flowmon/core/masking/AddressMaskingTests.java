/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked in the address of a call: path and query. */
class AddressMaskingTests {

    private static final String UNMATCHED = "GET (unmatched)";

    private final Masker masker = new Masker(MaskingRules.defaults());

    @Test
    void path_allowListMode_isShownOnlyIfNamed() {
        MaskingRules strict = MaskingRules.defaults().withMode(MaskingMode.ALLOW_LIST);

        assertThat(new Masker(strict).path("/a", UNMATCHED)).isEqualTo("***");
        assertThat(new Masker(strict.withAllowedNames(Set.of("path"))).path("/a", UNMATCHED))
                .isEqualTo("/a");
    }

    @Test
    void path_malformedEncoding_isMaskedAsText() {
        assertThat(masker.path("/a%zz/4111111111111111", "GET /a/{id}")).isEqualTo("/a%zz/***");
        assertThat(masker.path("/a%zz/4111111111111111", UNMATCHED)).isEqualTo("/a%zz/***");
        assertThat(masker.path("/a+b%20c", UNMATCHED)).isEqualTo("/a+b%20c");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /reset/{token},               /reset/abc,             /reset/***",
        "GET /reset/{token},               /shop/reset/abc,        /shop/reset/***",
        "GET /reset/{token},               /reset/abc/,            /reset/***/",
        "GET /reset/{token}/,              /reset/abc/,            /reset/***/",
        "GET /reset/{id}/{resetToken:.+},  /reset/7/abc,           /reset/7/***",
        "GET /reset/{id}.{accessToken},    /reset/7.abc,           /reset/***",
        "GET /{apiKey}/orders/{id},        /abc/orders/7,          /***/orders/7",
        "GET /{apiKey}/**,                 /abc/orders/7,          ***",
        "GET /reset/{token},               /abc,                   ***",
        "GET /files/{*password},           /files/abc/def,         ***",
        "GET /orders/{id},                 /orders/k3J9xQ2mPz81LsTvB4Ye, /orders/k3J9xQ2mPz81LsTvB4Ye",
        "GET /orders/{id},                 /orders/4111111111111111,     /orders/***",
        "GET (unmatched),                  /reset/k3J9xQ2mPz81LsTvB4Ye,  /reset/***",
        "GET /**,                          /reset/k3J9xQ2mPz81LsTvB4Ye,  /reset/***",
        "GET shop.example,                 /reset/k3J9xQ2mPz81LsTvB4Ye/x,  /reset/***/x",
        "GET (unmatched),                  /r/9f86d081884c7d659a2feaa0c55ad015,  /r/***",
        "GET (unmatched),                  /r/k3J9xQ2m%2BPz81LsTv%2FB4Ye,  /r/***",
        "GET (unmatched),                  /r/k3J9-xQ2m_Pz81LsTvB4Ye.html,  /r/***",
    })
    void path_isMaskedByItsTemplateAndByWhatLooksRandom(String endpoint, String path, String shown) {
        assertThat(masker.path(path, endpoint)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/0190163d-8694-739b-aea5-966c26f8ad91/items",
                "/orders/4711/items/20241122000017",
                "/services/getCustomerOrderHistoryByEmployeeAndDepartment",
                "/articles/2024-11-22-how-to-make-3d-models-in-10-minutes",
                "/reports/2024-11-22T10-15-30Z/summary",
                "/internationalization-and-localization/readme.html",
                "/assets/INTERNATIONAL_STANDARD_ORGANISATION",
                "/order-20241122-0001-item-0002-v3",
                "//",
                ""
            })
    void path_ofWordsNumbersAndUuids_isShown(String path) {
        assertThat(masker.path(path, UNMATCHED)).isEqualTo(path);
    }

    @Test
    void randomSegment_ofTheUsualAlphabets_isNearlyAlwaysFound() {
        Random random = new Random(4711);
        for (String alphabet : List.of(
                "0123456789abcdef",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")) {
            int found = 0;
            for (int i = 0; i < 1000; i++) {
                StringBuilder token = new StringBuilder();
                for (int j = 0; j < 32; j++) {
                    token.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                found += masker.path("/t/" + token, UNMATCHED).equals("/t/***") ? 1 : 0;
            }
            assertThat(found).as(alphabet).isGreaterThan(980);
        }
    }

    @Test
    void randomSegment_whoseShapeIsKept_isShown() {
        EnumSet<ValueShape> shapes = EnumSet.complementOf(EnumSet.of(ValueShape.RANDOM_SEGMENT));
        Masker tuned = new Masker(MaskingRules.defaults().withShapes(shapes));

        assertThat(tuned.path("/reset/k3J9xQ2mPz81LsTvB4Ye", UNMATCHED)).isEqualTo("/reset/k3J9xQ2mPz81LsTvB4Ye");
    }

    @ParameterizedTest
    @CsvSource({
        "code=abc&state=xyz,                          code=***&state=***",
        "state=xyz&code=abc&page=1,                   state=***&code=***&page=1",
        "code=abc&iss=https://login.example,          code=***&iss=https://login.example",
        "code=abc&session_state=s1,                   code=***&session_state=***",
        "grant_type=authorization_code&code=abc,      grant_type=authorization_code&code=***",
        "response_type=code&client_id=c&state=xyz&nonce=n, response_type=code&client_id=c&state=***&nonce=***",
        "grant_type=device&device_code=abc&code_verifier=v, grant_type=device&device_code=***&code_verifier=***",
        "c%6fde=abc&state=xyz,                        c%6fde=***&state=***",
        "code=SKU-1,                                  code=SKU-1",
        "code=SKU-1&country_code=DE&page=2,           code=SKU-1&country_code=DE&page=2",
        "state=NEW&sort=name,                         state=NEW&sort=name",
        "SAMLart=abc&code=1,                          SAMLart=***&code=1",
    })
    void query_ofAnAuthorization_isMasked(String query, String shown) {
        assertThat(masker.query(query, StandardCharsets.UTF_8)).isEqualTo(shown);
    }

    @Test
    void form_ofAnAuthorization_isMasked() {
        assertThat(masker.form("grant_type=authorization_code&code=abc", StandardCharsets.UTF_8))
                .containsEntry("code", List.of("***"));
        assertThat(masker.form(Map.of("code", List.of("abc"), "redirect_uri", List.of("/"))))
                .containsEntry("code", List.of("***"));
        assertThat(masker.form(Map.of("code", List.of("SKU-1")))).containsEntry("code", List.of("SKU-1"));
    }

    @Test
    void code_thatIsKeptByName_isShown() {
        Masker tuned = new Masker(MaskingRules.defaults().withKeptNames(Set.of("code")));

        assertThat(tuned.query("code=abc&state=xyz", StandardCharsets.UTF_8)).isEqualTo("code=abc&state=***");
    }

    @Test
    void header_withAnAddress_isMaskedAsOne() {
        assertThat(masker.header("Referer", "https://shop.example/cb?code=abc&state=xyz"))
                .isEqualTo("https://shop.example/cb?code=***&state=***");
        assertThat(masker.header("X-Note", "code? state=xyz")).isEqualTo("code? state=xyz");
    }
}
