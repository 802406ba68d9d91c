/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.util.WebUtils;

/**
 * Keeps what was asked of an OpenID provider in an encrypted cookie of the browser that was sent there, until it comes
 * back. In a session, each stranger's request would fill the server's memory. Any thread.
 */
final class AuthorizationRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String NAME = "flowmon-provider";
    static final Duration VALID = Duration.ofMinutes(10);

    private static final int KEY_BYTES = 32;

    private final InstantSource clock;
    private final SecretKey key;

    /** With a key of its own: after a restart, whoever is at the provider has to begin again. */
    AuthorizationRequestCookie(InstantSource clock) {
        this.clock = clock;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "AES");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        String state = request.getParameter("state");
        if (cookie == null || state == null) {
            return null;
        }
        try {
            EncryptedJWT token = EncryptedJWT.parse(cookie.getValue());
            token.decrypt(new DirectDecrypter(key));
            JWTClaimsSet claims = token.getJWTClaimsSet();
            boolean expired = clock.instant().isAfter(claims.getExpirationTime().toInstant());
            return expired || !state.equals(claims.getStringClaim("state")) ? null : read(claims);
        } catch (ParseException | JOSEException notOurs) {
            return null;
        }
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            set("", Duration.ZERO, request, response);
            return;
        }
        EncryptedJWT token = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                new JWTClaimsSet.Builder()
                        .expirationTime(Date.from(clock.instant().plus(VALID)))
                        .claim("uri", asked.getAuthorizationUri())
                        .claim("client", asked.getClientId())
                        .claim("redirect", asked.getRedirectUri())
                        .claim("scopes", List.copyOf(asked.getScopes()))
                        .claim("state", asked.getState())
                        .claim("parameters", texts(asked.getAdditionalParameters()))
                        .claim("attributes", texts(asked.getAttributes()))
                        .build());
        try {
            token.encrypt(new DirectEncrypter(key));
        } catch (JOSEException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        set(token.serialize(), VALID, request, response);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = loadAuthorizationRequest(request);
        if (asked != null) {
            set("", Duration.ZERO, request, response);
        }
        return asked;
    }

    private static OAuth2AuthorizationRequest read(JWTClaimsSet claims) throws ParseException {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(claims.getStringClaim("uri"))
                .clientId(claims.getStringClaim("client"))
                .redirectUri(claims.getStringClaim("redirect"))
                .scopes(new HashSet<>(claims.getStringListClaim("scopes")))
                .state(claims.getStringClaim("state"))
                .additionalParameters(claims.getJSONObjectClaim("parameters"))
                .attributes(claims.getJSONObjectClaim("attributes"))
                .build();
    }

    /** Those of Spring Security are all texts. */
    private static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    /** Lax: the provider leads back from another site. */
    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path(request.getContextPath() + "/")
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
