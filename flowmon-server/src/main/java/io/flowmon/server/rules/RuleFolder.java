/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.rules;

import io.flowmon.rules.definition.RuleSet;
import io.flowmon.server.settings.RulesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules as they are to run, and whether they have changed since they were read. On one thread. */
final class RuleFolder {

    private final RulesSettings settings;
    private @Nullable Map<String, String> read;

    RuleFolder(RulesSettings settings) {
        this.settings = settings;
    }

    /** The rules, if this is the first time or something in the folder is not as it was. */
    Optional<RuleSet> changed() {
        Map<String, String> now = look();
        if (now.equals(read)) {
            return Optional.empty();
        }
        RuleSet rules = RuleSet.load(Optional.ofNullable(settings.folder()), settings.overrides());
        read = now;
        return Optional.of(rules);
    }

    /** What was read last could not be run: the next look is the first one again. */
    void forget() {
        read = null;
    }

    /** Names with sizes and times: enough to see that a file was written, or why there is nothing to see. */
    private Map<String, String> look() {
        Map<String, String> files = new TreeMap<>();
        Path folder = settings.folder();
        if (folder == null) {
            return files;
        }
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file :
                    list.filter(path -> path.toString().endsWith(".sql")).toList()) {
                files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            files.put(folder.toString(), unreadable.toString());
        }
        return files;
    }
}
