/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSql;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
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
    private static final int FORMAT = 6;

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
                RuleSql.of(rule, overrides).query());
        Path folder = new Path(root, rule.id());
        return new Checkpoints(folder, new Path(folder, hash(query)));
    }

    /** The name of the folder, which tells this query from others of the same rule. */
    public String query() {
        return folder.getName();
    }

    /** The newest complete one, or null. */
    public @Nullable Path newest() throws IOException {
        FileSystem files = folder.getFileSystem();
        FileStatus newest = null;
        for (FileStatus job : list(files, folder)) {
            for (FileStatus checkpoint : list(files, job.getPath())) {
                FileStatus metadata = status(files, new Path(checkpoint.getPath(), METADATA));
                if (metadata != null
                        && (newest == null || metadata.getModificationTime() > newest.getModificationTime())) {
                    newest = metadata;
                }
            }
        }
        return newest == null ? null : newest.getPath().getParent();
    }

    /** Lets go what other queries of the same rule left. */
    public void removeOthers() throws IOException {
        FileSystem files = rule.getFileSystem();
        for (FileStatus other : list(files, rule)) {
            if (!other.getPath().getName().equals(query())) {
                files.delete(other.getPath(), true);
            }
        }
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        FileStatus status = status(files, folder);
        FileStatus[] content = status == null || !status.isDir() ? null : files.listStatus(folder);
        return content == null ? new FileStatus[0] : content;
    }

    private static @Nullable FileStatus status(FileSystem files, Path path) throws IOException {
        try {
            return files.getFileStatus(path);
        } catch (FileNotFoundException none) {
            return null;
        }
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
