/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo keeps its data.
 *
 * @param path an existing folder, absolute
 * @param temporary whether it is deleted at the end
 */
record DataFolder(Path path, boolean temporary) {

    static DataFolder open(@Nullable Path kept) throws IOException {
        return kept == null
                ? new DataFolder(Files.createTempDirectory("flowmon-demo-").toRealPath(), true)
                : new DataFolder(Files.createDirectories(kept).toRealPath(), false);
    }

    void deleteIfTemporary() throws IOException {
        if (temporary && Files.exists(path)) {
            Files.walkFileTree(path, new Deletion());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
