/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.token;

import io.flowmon.server.settings.AccessSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * The tokens of programs, of which only hashes are kept. A token has 256 random bits, so a fast hash without salt is
 * enough: there is nothing to guess.
 */
@Component
public class Tokens {

    private static final String PREFIX = "fm_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Map<String, Program> byHash = new HashMap<>();

    Tokens(AccessSettings settings) {
        settings.tokens().forEach((name, token) -> {
            String setting = "flowmon.server.tokens." + name;
            if (!SHA_256.matcher(token.sha256()).matches()) {
                throw new UnusableSettingException(
                        setting + ".sha256",
                        "It is not a SHA-256 hash in hex. Tokens themselves do not belong into a configuration.",
                        "Make a token and its hash with 'bin/flowmon-server new-token'.");
            }
            if (token.roles().isEmpty()) {
                throw new UnusableSettingException(
                        setting + ".roles", "The token has no role.", "Set it to intake, viewer or operator.");
            }
            List<GrantedAuthority> roles = token.roles().stream()
                    .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                    .toList();
            byHash.put(token.sha256().toLowerCase(Locale.ROOT), new Program(name, roles));
        });
    }

    private record Program(String name, List<GrantedAuthority> roles) {}

    /** A new token. */
    public static String create() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** What the configuration may know of a token. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The program that a token belongs to. */
    Optional<AbstractAuthenticationToken> authenticate(String token) {
        return Optional.ofNullable(byHash.get(hash(token)))
                .map(program -> UsernamePasswordAuthenticationToken.authenticated(
                        "token:" + program.name(), null, program.roles()));
    }
}
