/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

/**
 * The contracts in a folder, and whether they have changed since they were read. What cannot be read is told as such, and what is
 * gone counts when two looks agree: an editor or a mount may take it away for a moment. On one thread.
 */
final class ContractFolder {

    /** More of them would make each judgement slow. */
    static final int MOST = 200;

    private static final Pattern YAML = Pattern.compile("(.*)\\.ya?ml");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final List<String> TAKEN = List.of("draft", "check");

    private final @Nullable Path folder;
    private @Nullable Map<String, String> read;
    private @Nullable List<ContractFile> told;
    private Map<String, String> seenLast = Map.of();

    ContractFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    /** What the files say, if this is the first time or something in the folder is not as it was. */
    Optional<List<ContractFile>> changed() {
        Map<String, String> before = seenLast;
        Map<String, String> now = new TreeMap<>();
        List<ContractFile> unread = new ArrayList<>();
        List<Path> files = look(now, unread);
        seenLast = now;
        if (now.equals(read) || (read != null && !now.keySet().containsAll(read.keySet()) && !now.equals(before))) {
            return Optional.empty();
        }
        Map<String, ContractFile> contracts = new TreeMap<>();
        unread.forEach(file -> contracts.put(file.id(), file));
        for (Path file : files) {
            ContractFile contract = read(file);
            ContractFile other = contracts.get(contract.id());
            if (other != null) {
                contract = unusable(contract.id(), file, "there is " + other.file() + " as well");
            } else if (contracts.size() >= MOST) {
                contract = unusable(contract.id(), file, "there are " + MOST + " contracts already");
            }
            if (contract.unread()) {
                now.put(file.toString(), contract.problems().toString());
            }
            contracts.put(contract.id(), contract);
        }
        List<ContractFile> found = List.copyOf(contracts.values());
        read = now;
        if (found.equals(told)) {
            return Optional.empty();
        }
        told = found;
        return Optional.of(found);
    }

    /** The next look is the first one again. */
    void forget() {
        read = null;
        told = null;
    }

    /** Notes names with sizes and times: enough to see that a file was written, or why there is nothing to see. */
    private List<Path> look(Map<String, String> seen, List<ContractFile> unread) {
        List<Path> files = new ArrayList<>();
        if (folder == null) {
            return files;
        }
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.filter(ContractFolder::isContract).sorted().toList()) {
                note(file, seen, files);
            }
        } catch (IOException | UncheckedIOException unreadable) {
            files.clear();
            seen.clear();
            seen.put(folder.toString(), unreadable.toString());
            unread.add(unread("", folder, "is no folder that can be read: " + unreadable));
        }
        return files;
    }

    /** No hidden ones, such as the links by which editors lock files, and no links to nothing. */
    private static boolean isContract(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && YAML.matcher(name).matches() && Files.isRegularFile(file);
    }

    /** What cannot be looked at will not be read either; that is told then. What is gone meanwhile is not there. */
    private static void note(Path file, Map<String, String> seen, List<Path> files) {
        String look;
        try {
            look = Files.size(file) + " " + Files.getLastModifiedTime(file) + " " + Files.isReadable(file);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException unreadable) {
            look = unreadable.toString();
        }
        seen.put(file.toString(), look);
        files.add(file);
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
        } catch (CharacterCodingException mistake) {
            return unusable(id, file, "is not UTF-8: " + mistake);
        } catch (IOException unreadable) {
            return unread(id, file, "cannot be read: " + unreadable);
        }
    }

    private static ContractFile unusable(String id, Path file, String why) {
        return new ContractFile(id, file.toString(), "", null, problem(file, why), false);
    }

    private static ContractFile unread(String id, Path file, String why) {
        return new ContractFile(id, file.toString(), "", null, problem(file, why), true);
    }

    private static List<ContractProblem> problem(Path file, String why) {
        return List.of(new ContractProblem(file.toString(), 1, 1, why));
    }
}
