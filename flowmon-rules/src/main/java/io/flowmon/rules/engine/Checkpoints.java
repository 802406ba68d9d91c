/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule's checkpoints are: in a folder for this very query with these parameters, because the state of one query
 * means nothing to another.
 *
 * @param rule the folder of all of the rule's queries
 * @param folder the folder of this one
 */
public record Checkpoints(Path rule, Path folder) {

    /** Raised when state of older builds cannot be read any more. */
    private static final int FORMAT = 1;

    private static final String METADATA = "_metadata";
    private static final int NAME = 16;

    /**
     * Where those of this rule are.
     *
     * @throws RuleProblemException when a parameter stands in the way of a query
     */
    public static Checkpoints of(Path root, RuleDefinition rule, List<ParameterOverride> overrides)
            throws RuleProblemException {
        String query = String.join(
                "\n",
                String.valueOf(FORMAT),
                rule.resolveAfter().toString(),
                String.valueOf(rule.waitsForSenders()),
                RuleSql.of(rule, overrides).text());
        Path folder = root.resolve(rule.id());
        return new Checkpoints(folder, folder.resolve(hash(query)));
    }

    /** The newest complete one, or null. */
    public @Nullable Path newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.find(folder, 3, (path, attributes) -> String.valueOf(path.getFileName())
                .equals(METADATA))) {
            return files.max(Comparator.comparing(Checkpoints::written))
                    .map(Path::getParent)
                    .orElse(null);
        }
    }

    /** Lets go what other queries of the same rule left. */
    public void removeOthers() throws IOException {
        if (!Files.isDirectory(rule)) {
            return;
        }
        try (Stream<Path> others = Files.list(rule)) {
            for (Path other : others.filter(path -> !path.equals(folder)).toList()) {
                FileUtils.deleteFileOrDirectory(other.toFile());
            }
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
