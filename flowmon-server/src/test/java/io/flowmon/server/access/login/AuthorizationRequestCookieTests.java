/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class AuthorizationRequestCookieTests {

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final AuthorizationRequestCookie requests = new AuthorizationRequestCookie(() -> now);
    private final OAuth2AuthorizationRequest asked = OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://login.example.com/authorize")
            .clientId("flowmon")
            .redirectUri("https://flowmon.example.com/login/oauth2/code/corporate")
            .scopes(Set.of("openid", "profile"))
            .state("state-1")
            .additionalParameters(Map.of("nonce", "hashed", "code_challenge", "challenge"))
            .attributes(Map.of("registration_id", "corporate", "nonce", "plain", "code_verifier", "verifier"))
            .build();

    @Test
    void load_afterSave_isWhatWasAsked() {
        MockHttpServletRequest back = back("state-1", saved());

        OAuth2AuthorizationRequest found = Objects.requireNonNull(requests.loadAuthorizationRequest(back));

        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("authorizationRequestUri")
                .isEqualTo(asked);
        assertThat(back.getSession(false)).isNull();
    }

    @Test
    void save_cookie_tellsNothingAndIsForThisServerAlone() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        MockHttpServletResponse response = new MockHttpServletResponse();
        requests.saveAuthorizationRequest(asked, request, response);

        assertThat(response.getHeader("Set-Cookie"))
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600")
                .doesNotContain("verifier")
                .hasSizeLessThan(4_096);
    }

    @Test
    void load_ofAnotherState_isNone() {
        assertThat(requests.loadAuthorizationRequest(back("state-2", saved()))).isNull();
    }

    @Test
    void load_tooLate_isNone() {
        Cookie cookie = saved();
        now = now.plus(AuthorizationRequestCookie.VALID).plusSeconds(1);
        assertThat(requests.loadAuthorizationRequest(back("state-1", cookie))).isNull();
    }

    @Test
    void load_ofAnotherServersKey_isNone() {
        AuthorizationRequestCookie other = new AuthorizationRequestCookie(() -> now);
        assertThat(other.loadAuthorizationRequest(back("state-1", saved()))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30.", "rO0ABXQABHRlc3Q="})
    void load_ofWhatIsNoCookieOfOurs_isNone(String value) {
        Cookie cookie = new Cookie(AuthorizationRequestCookie.NAME, value);
        assertThat(requests.loadAuthorizationRequest(back("state-1", cookie))).isNull();
    }

    @Test
    void load_ofAChangedCookie_isNone() {
        Cookie cookie = saved();
        char[] value = cookie.getValue().toCharArray();
        int middle = value.length / 2;
        value[middle] = value[middle] == 'A' ? 'B' : 'A';
        cookie.setValue(new String(value));
        assertThat(requests.loadAuthorizationRequest(back("state-1", cookie))).isNull();
    }

    @Test
    void remove_takesTheCookieAway() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(requests.removeAuthorizationRequest(back("state-1", saved()), response))
                .isNotNull();
        assertThat(response.getHeader("Set-Cookie")).contains("Max-Age=0");
    }

    private Cookie saved() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        requests.saveAuthorizationRequest(asked, new MockHttpServletRequest(), response);
        return Objects.requireNonNull(response.getCookie(AuthorizationRequestCookie.NAME));
    }

    private static MockHttpServletRequest back(String state, Cookie cookie) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("state", state);
        request.setCookies(cookie);
        return request;
    }
}
