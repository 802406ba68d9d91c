/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.Collection;
import java.util.List;

/** Matches the path of a JSON field, from the root; positions in arrays do not count. */
final class PathRules {

    private static final String ROOT = "$";
    private static final String ANY = "*";

    private final List<String[]> paths;

    PathRules(Collection<String> paths) {
        this.paths = paths.stream().map(PathRules::parse).toList();
    }

    static boolean isPath(String name) {
        return name.startsWith(ROOT);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Whether the field that {@code names} leads to is listed. */
    boolean matches(List<String> names) {
        for (String[] path : paths) {
            if (path.length == names.size() && matches(path, names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String[] path, List<String> names) {
        for (int i = path.length - 1; i >= 0; i--) {
            if (!path[i].equals(ANY) && !path[i].equalsIgnoreCase(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String[] parse(String path) {
        String names = path.replaceAll("\\[[^\\]]*\\]", "");
        if (isPath(names)) {
            names = names.substring(ROOT.length());
        }
        return (names.startsWith(".") ? names.substring(1) : names).split("\\.", -1);
    }
}
