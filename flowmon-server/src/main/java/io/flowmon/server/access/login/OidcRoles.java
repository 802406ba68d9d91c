/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.access.login;

import io.flowmon.server.settings.AccessSettings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/** Gives people who log in at an OpenID provider the roles that a claim of theirs stands for; otherwise none. */
final class OidcRoles implements GrantedAuthoritiesMapper {

    private final AccessSettings.Oidc settings;

    OidcRoles(AccessSettings.Oidc settings) {
        this.settings = settings;
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
        Set<GrantedAuthority> roles = new HashSet<>();
        for (GrantedAuthority authority : authorities) {
            if (authority instanceof OidcUserAuthority oidc) {
                Collection<?> claimed = values(oidc.getIdToken().getClaims().get(settings.rolesClaim()));
                if (claimed.stream().anyMatch(settings.viewers()::contains)) {
                    roles.add(new SimpleGrantedAuthority("ROLE_VIEWER"));
                }
                if (claimed.stream().anyMatch(settings.operators()::contains)) {
                    roles.add(new SimpleGrantedAuthority("ROLE_OPERATOR"));
                }
            }
        }
        return roles;
    }

    private static Collection<?> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several;
        }
        return claim == null ? List.of() : List.of(claim);
    }
}
