/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.client;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.web.client.RestClient;

/**
 * Names a call by its URI template, or by its host where there is none. A text without variables that has something like
 * an id in its path was put together by hand: it is no template.
 */
final class Endpoints {

    private static final String REST_CLIENT_TEMPLATE = RestClient.class.getName() + ".uriTemplate";
    private static final Pattern SCHEME_AND_HOST = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/?#]*");
    private static final Pattern LIKE_AN_ID = Pattern.compile("/(?:\\d+|[^/]*@[^/]*|(?=[^/]*\\d)[^/]{16,})(?=/|$)");
    private static final Pattern VARIABLE_HOST = Pattern.compile("^\\{[^}]*}(?=/)");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** An application has few templates; a text put together by hand may be another one each time. */
    private static final int KEPT = 256;

    private static final ConcurrentLruCache<String, Optional<String>> PATHS =
            new ConcurrentLruCache<>(KEPT, template -> Optional.ofNullable(path(template)));

    private Endpoints() {}

    static String of(HttpRequest request) {
        String template = template(request);
        Optional<String> path = template == null ? Optional.empty() : PATHS.get(template);
        return request.getMethod().name() + " " + path.orElseGet(() -> host(request.getURI()));
    }

    static String peer(URI uri) {
        int port = uri.getPort();
        if (port < 0) {
            port = "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
        }
        return host(uri) + ":" + port;
    }

    private static @Nullable String template(HttpRequest request) {
        Object template = request.getAttributes().get(UriTemplates.ATTRIBUTE);
        if (template == null) {
            template = request.getAttributes().get(REST_CLIENT_TEMPLATE);
        }
        return template instanceof String text ? text : null;
    }

    private static @Nullable String path(String template) {
        String path = SCHEME_AND_HOST.matcher(template).replaceFirst("");
        path = VARIABLE_HOST.matcher(path).replaceFirst("");
        int end = indexOfQuery(path);
        path = end < 0 ? path : path.substring(0, end);
        if (path.indexOf('{') < 0 && LIKE_AN_ID.matcher(path).find()) {
            return null;
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int indexOfQuery(String path) {
        for (int i = 0, depth = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (depth == 0 && (c == '?' || c == '#')) {
                return i;
            }
        }
        return -1;
    }

    private static String host(URI uri) {
        return uri.getHost() == null ? "unknown" : uri.getHost();
    }
}
