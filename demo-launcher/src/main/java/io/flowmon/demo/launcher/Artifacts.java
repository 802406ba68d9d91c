/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what the build has made. A missing one is an {@link IllegalStateException} that says what to run. */
final class Artifacts {

    private static final int DEPTH = 4;

    private final Path root;

    Artifacts(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The executable jar of a service. */
    Path service(String module) {
        return find(
                module,
                path -> name(path).startsWith(module + "-") && name(path).endsWith("-exec.jar"));
    }

    /** The folder with the server's class path. */
    Path serverLibraries() {
        return find("flowmon-server", path -> name(path).equals("lib") && Files.isDirectory(path));
    }

    /** This program's own jar: the agent of every JVM that is started, and Redis's main class. */
    Path launcher() {
        return find("demo-launcher", path -> name(path).equals("demo-launcher.jar"));
    }

    private Path find(String module, Predicate<Path> wanted) {
        Path target = root.resolve(module).resolve("target");
        try (Stream<Path> paths = Files.walk(target, DEPTH)) {
            return paths.filter(wanted)
                    .max(Comparator.comparing(path -> path.toFile().lastModified()))
                    .orElseThrow(() -> missing(module));
        } catch (IOException e) {
            throw missing(module);
        }
    }

    private IllegalStateException missing(String module) {
        return new IllegalStateException(
                "%s is not built. Run `mvn -DskipTests package` in %s.".formatted(module, root));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
