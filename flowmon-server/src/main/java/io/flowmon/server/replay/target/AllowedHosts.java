/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.replay.target;

import io.flowmon.server.settings.UnusableSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services that may be called. Each is named in full: a pattern would be a way to wherever its author did not think of. */
final class AllowedHosts {

    static final String SETTING = "flowmon.server.replay.http.allowed-hosts";

    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);
    private static final int MOST_PORT = 65_535;
    private static final Set<String> NO_PATH = Set.of("", "/");

    private final List<Service> services;

    private AllowedHosts(List<Service> services) {
        this.services = services;
    }

    /**
     * As the setting says it.
     *
     * @param entries {@code host}, {@code host:port}, and either with {@code http://} or {@code https://} before it
     * @throws UnusableSettingException if one is none of these
     */
    static AllowedHosts of(List<String> entries) {
        return new AllowedHosts(entries.stream().map(AllowedHosts::service).toList());
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    /**
     * Where a call to {@code called} goes, such as {@code https://orders:8443}: what the list says, and nothing of what the
     * event says. Null if it is not on the list.
     *
     * @param called a host, and its port if it is not the scheme's own
     */
    @Nullable
    String baseOf(String called) {
        String lower = called.toLowerCase(Locale.ROOT);
        return services.stream()
                .filter(service -> service.is(lower))
                .findFirst()
                .map(Service::base)
                .orElse(null);
    }

    private static Service service(String entry) {
        String address = entry.contains("://") ? entry : "http://" + entry;
        try {
            URI uri = new URI(address.toLowerCase(Locale.ROOT));
            Integer port = PORTS.get(uri.getScheme());
            if (port == null
                    || uri.getHost() == null
                    || uri.getPort() == 0
                    || uri.getPort() > MOST_PORT
                    || uri.getUserInfo() != null
                    || !NO_PATH.contains(uri.getPath())
                    || uri.getQuery() != null
                    || uri.getFragment() != null) {
                throw unusable();
            }
            return new Service(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? port : uri.getPort());
        } catch (URISyntaxException noAddress) {
            throw unusable();
        }
    }

    private static UnusableSettingException unusable() {
        return new UnusableSettingException(
                SETTING,
                "One of its entries is no host.",
                "Name each as host or host:port, or https://host:port, without patterns and paths.");
    }

    /** A service; host in lower case, port always there. */
    private record Service(String scheme, String host, int port) {

        boolean is(String called) {
            return called.equals(host + ":" + port)
                    || (called.equals(host) && Integer.valueOf(port).equals(PORTS.get(scheme)));
        }

        String base() {
            return scheme + "://" + host + ":" + port;
        }
    }
}
