/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import io.flowmon.core.sender.Spool;
import io.flowmon.core.sender.SpoolException;
import io.flowmon.core.sender.SpoolSegment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Segments in files under {@code <directory>/<name>/<slot>/}. Every living process has a slot to itself, the first that
 * is free; when it starts it also takes over the segments in the slots of processes that are gone.
 */
public final class FileSpool implements Spool {

    static final String DAMAGED = ".damaged";

    private static final Logger LOG = System.getLogger(FileSpool.class.getName());
    private static final String SUFFIX = ".mv";
    private static final int MOST_SLOTS = 1_000;
    private static final int SEGMENTS = 16;
    private static final long LEAST_SEGMENT = 256 << 10;
    private static final long MOST_SEGMENT = 64 << 20;

    private final Path directory;
    private final Settings settings;
    private final List<SlotLock> locks = new ArrayList<>();
    private final List<SegmentFile> segments = new ArrayList<>();
    private final Set<Path> createdHere = new HashSet<>();
    private @Nullable Path own;
    private long lastName;
    private long lost;

    /**
     * @param directory where spools are
     * @param name distinguishes applications that share the directory; characters that no file name should have are
     *     replaced
     * @param maxBytes most bytes on disk for this process
     */
    public FileSpool(Path directory, String name, long maxBytes, GiveUp giveUp) {
        String folder = name.replaceAll("[^A-Za-z0-9_-]", "_");
        this.directory = directory.resolve(folder.isEmpty() ? "_" : folder);
        long segment = Math.min(MOST_SEGMENT, Math.max(LEAST_SEGMENT, maxBytes / SEGMENTS));
        this.settings = new Settings(maxBytes, segment, giveUp);
    }

    @Override
    public List<SpoolSegment> open() {
        lost = 0;
        try {
            createFolder(directory);
            for (int i = 0; i < MOST_SLOTS; i++) {
                if (!takeSlot(directory.resolve(Integer.toString(i)))) {
                    break;
                }
            }
        } catch (IOException unusable) {
            throw new SpoolException(
                    directory + " cannot be used: " + unusable + "; set flowmon.spool.directory to a folder that can"
                            + " be written",
                    unusable);
        }
        if (own == null) {
            throw new SpoolException(directory + " holds " + MOST_SLOTS + " folders that are all in use", null);
        }
        segments.sort(Comparator.comparing(SegmentFile::name));
        return List.copyOf(segments);
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public SpoolSegment create(UUID session, long first) {
        Path folder = own;
        if (folder == null) {
            throw new SpoolException("the spool is not open", null);
        }
        requireSpace(folder);
        lastName = Math.max(System.currentTimeMillis(), lastName + 1);
        Path file = folder.resolve("%015d".formatted(lastName) + SUFFIX);
        SegmentFile segment = SegmentFile.create(file, session, first, this::forget);
        createdHere.add(file);
        segments.add(segment);
        return segment;
    }

    @Override
    public long bytes() {
        return segments.stream().mapToLong(SpoolSegment::bytes).sum();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        own = null;
        for (SegmentFile segment : segments) {
            try {
                segment.park();
            } catch (SpoolException notClosed) {
                LOG.log(Level.DEBUG, "flowmon: a segment of the spool could not be closed", notClosed);
            }
        }
        segments.clear();
        for (SlotLock lock : locks) {
            try {
                lock.close();
            } catch (IOException notReleased) {
                LOG.log(Level.DEBUG, "flowmon: a lock of the spool could not be released", notReleased);
            }
        }
        locks.clear();
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** Takes a free slot as ours, or what is left in it; false if there are no further ones to look at. */
    private boolean takeSlot(Path slot) throws IOException {
        boolean isThere = Files.isDirectory(slot);
        if (!isThere && own != null) {
            return false;
        }
        createFolder(slot);
        SlotLock lock = SlotLock.tryLock(slot);
        if (lock == null) {
            return true;
        }
        List<Path> files = files(slot);
        if (own != null && files.isEmpty()) {
            lock.close();
            return true;
        }
        locks.add(lock);
        own = own == null ? slot : own;
        files.forEach(this::find);
        return true;
    }

    private void find(Path file) {
        Tally tally = Tally.of(file);
        long expected = tally == null ? 0 : tally.events();
        try {
            SegmentFile segment = SegmentFile.find(file, this::forget);
            if (segment.events() < expected) {
                told(file, expected - segment.events(), "what follows the damage is left out");
                segment.recount();
            }
            if (segment.first() > segment.last()) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        } catch (SpoolException failure) {
            if (!isDamage(failure)) {
                throw failure;
            }
            SegmentFile.setAside(file);
            told(file, expected, "it is kept as " + file.getFileName() + DAMAGED + ": " + failure.getMessage());
        }
    }

    /** What this process wrote itself it knows the number of. */
    private void told(Path file, long events, String what) {
        if (!createdHere.contains(file)) {
            lost += events;
        }
        LOG.log(Level.WARNING, "flowmon: {0} is damaged and {1} events in it are lost; {2}", file, events, what);
    }

    private void forget(SegmentFile segment) {
        segments.remove(segment);
        createdHere.remove(segment.file());
    }

    /** A disk that cannot be written says nothing about what is on it. */
    private static boolean isDamage(SpoolException failure) {
        return !(failure.getCause() instanceof MVStoreException store)
                || (store.getErrorCode() != DataUtils.ERROR_WRITING_FAILED
                        && store.getErrorCode() != DataUtils.ERROR_FILE_LOCKED);
    }

    private void requireSpace(Path folder) {
        try {
            long left = Files.getFileStore(folder).getUsableSpace();
            if (left < 2 * settings.segmentBytes()) {
                throw new SpoolException("the disk of " + folder + " has only " + left + " bytes left", null);
            }
        } catch (IOException unusable) {
            throw new SpoolException(folder + " cannot be used: " + unusable, unusable);
        }
    }

    private static List<Path> files(Path slot) throws IOException {
        try (Stream<Path> files = Files.list(slot)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** Only this user may read it: payloads stand in there. */
    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isDirectory(folder)) {
                throw madeMeanwhile;
            }
        }
    }
}
