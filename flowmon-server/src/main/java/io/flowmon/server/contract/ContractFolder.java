/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contracts in a folder, and whether they have changed since they were read. On one thread. */
final class ContractFolder {

    /** More of them would make each judgement slow. */
    static final int MOST = 200;

    private static final Pattern YAML = Pattern.compile("(.*)\\.ya?ml");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final List<String> TAKEN = List.of("draft", "check");

    private final @Nullable Path folder;
    private @Nullable Map<String, String> read;

    ContractFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    /** What the files say, if this is the first time or something in the folder is not as it was. */
    Optional<List<ContractFile>> changed() {
        Map<String, String> now = new TreeMap<>();
        List<Path> files = look(now);
        if (now.equals(read)) {
            return Optional.empty();
        }
        Map<String, ContractFile> contracts = new TreeMap<>();
        for (Path file : files) {
            ContractFile contract = read(file);
            ContractFile other = contracts.get(contract.id());
            if (other != null) {
                contract = unusable(contract.id(), file, "there is " + other.file() + " as well");
            } else if (contracts.size() >= MOST) {
                contract = unusable(contract.id(), file, "there are " + MOST + " contracts already");
            }
            contracts.put(contract.id(), contract);
        }
        if (folder != null && files.isEmpty() && now.containsKey(folder.toString())) {
            contracts.put("", unusable("", folder, "is no folder that can be read: " + now.get(folder.toString())));
        }
        read = now;
        return Optional.of(List.copyOf(contracts.values()));
    }

    /** The next look is the first one again. */
    void forget() {
        read = null;
    }

    /** Notes names with sizes and times: enough to see that a file was written, or why there is nothing to see. */
    private List<Path> look(Map<String, String> seen) {
        List<Path> files = new ArrayList<>();
        if (folder == null) {
            return files;
        }
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.filter(path -> YAML.matcher(path.toString()).matches())
                    .sorted()
                    .toList()) {
                seen.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
                files.add(file);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            files.clear();
            seen.put(folder.toString(), unreadable.toString());
        }
        return files;
    }

    private static ContractFile read(Path file) {
        Matcher name = YAML.matcher(String.valueOf(file.getFileName()));
        String id = name.matches() ? name.group(1) : "";
        if (!ID.matcher(id).matches() || TAKEN.contains(id)) {
            return unusable(
                    id,
                    file,
                    "a contract's file is named by small letters, digits and hyphens, and not draft or check");
        }
        try {
            if (Files.size(file) > ContractReader.LARGEST) {
                return unusable(id, file, "has more than " + ContractReader.LARGEST + " bytes");
            }
            return ContractReader.read(id, file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            return unusable(id, file, "cannot be read as UTF-8: " + unreadable);
        }
    }

    private static ContractFile unusable(String id, Path file, String why) {
        return new ContractFile(
                id, file.toString(), "", null, List.of(new ContractProblem(file.toString(), 1, 1, why)));
    }
}
