/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import io.flowmon.server.settings.AccessSettings;
import io.flowmon.server.settings.UnusableSettingException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The users of the configuration. */
final class Users {

    private static final String BCRYPT_ID = "{bcrypt}";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]?\\$\\d\\d\\$[./0-9A-Za-z]{53}");

    private Users() {}

    /**
     * Reads them.
     *
     * @throws UnusableSettingException if a password is no hash, or a user has no role
     */
    static UserDetailsService of(AccessSettings settings) {
        List<UserDetails> users = settings.users().entrySet().stream()
                .map(entry -> user(entry.getKey(), entry.getValue()))
                .toList();
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(String name, AccessSettings.User user) {
        String hash =
                user.password().startsWith(BCRYPT_ID) ? user.password().substring(BCRYPT_ID.length()) : user.password();
        if (!BCRYPT.matcher(hash).matches()) {
            throw new UnusableSettingException(
                    "flowmon.server.users." + name + ".password",
                    "It is not a bcrypt hash. Plain passwords do not belong into a configuration.",
                    "Make the hash with 'bin/flowmon-server hash-password', and set it, in YAML between single quotes.");
        }
        if (user.roles().isEmpty()) {
            throw new UnusableSettingException(
                    "flowmon.server.users." + name + ".roles",
                    "The user has no role.",
                    "Set it to viewer or operator.");
        }
        return User.withUsername(name)
                .password(BCRYPT_ID + hash)
                .roles(user.roles().stream().map(Enum::name).toArray(String[]::new))
                .build();
    }
}
