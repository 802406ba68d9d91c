/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sockets of this process, by the numbers that Linux gives them. */
final class SocketInodes {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private SocketInodes() {}

    static List<String> ofThisProcess() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.flatMap(SocketInodes::inode).toList();
        }
    }

    private static Stream<String> inode(Path descriptor) {
        try {
            Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
            return socket.matches() ? Stream.of(socket.group(1)) : Stream.empty();
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }
}
