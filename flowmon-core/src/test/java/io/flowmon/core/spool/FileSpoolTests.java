/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.core.sender.EncodedBatch;
import io.flowmon.core.sender.Spool.GiveUp;
import io.flowmon.core.sender.SpoolException;
import io.flowmon.core.sender.SpoolSegment;
import io.flowmon.core.wire.PayloadEncoding;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTests {

    private static final long MEGABYTE = 1 << 20;
    private static final UUID SESSION = UUID.randomUUID();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.006Z");

    @TempDir
    Path directory;

    private final List<FileSpool> spools = new ArrayList<>();

    @AfterEach
    void close() {
        spools.forEach(FileSpool::close);
    }

    @Test
    void open_afterAProcessThatWasKilled_findsWhatItCommitted() throws IOException {
        FileSpool killed = spool();
        killed.open();
        SpoolSegment segment = killed.create(SESSION, 5);
        segment.append(batch("a", 3));
        segment.append(batch("b", 4));
        segment.commit(true);
        segment.acknowledged(5, 3);
        segment.commit(false);
        segment.append(batch("never committed", 1));
        killed.close();

        SpoolSegment found = only(spool().open());

        assertThat(found.session()).isEqualTo(SESSION);
        assertThat(found.first()).isEqualTo(6);
        assertThat(found.last()).isEqualTo(6);
        assertThat(found.events()).isEqualTo(4);
        assertThat(found.oldest()).isEqualTo(TIME);
        EncodedBatch batch = found.read(6);
        assertThat(batch.payload()).asString(UTF_8).isEqualTo("b");
        assertThat(batch.encoding()).isEqualTo(PayloadEncoding.JSON_GZIP);
        assertThat(batch.events()).isEqualTo(4);
        assertThat(batch.oldest()).isEqualTo(TIME);
    }

    @Test
    void renumber_survivesARestart() throws IOException {
        FileSpool killed = spool();
        killed.open();
        SpoolSegment segment = killed.create(SESSION, 1);
        for (int i = 1; i <= 5; i++) {
            segment.append(batch("batch " + i, 1));
        }
        segment.acknowledged(2, 2);
        UUID other = UUID.randomUUID();
        segment.renumber(other, 1);
        segment.commit(true);
        killed.close();

        SpoolSegment found = only(spool().open());

        assertThat(found.session()).isEqualTo(other);
        assertThat(found.first()).isEqualTo(1);
        assertThat(found.last()).isEqualTo(3);
        assertThat(found.read(1).payload()).asString(UTF_8).isEqualTo("batch 3");
        found.append(batch("batch 6", 1));
        assertThat(found.read(4).payload()).asString(UTF_8).isEqualTo("batch 6");
    }

    @Test
    void open_ofAllAcknowledgedOrNeverWritten_findsNothingAndDeletesIt() throws IOException {
        FileSpool killed = spool();
        killed.open();
        SpoolSegment segment = killed.create(SESSION, 1);
        segment.append(batch("a", 1));
        segment.acknowledged(1, 1);
        segment.commit(true);
        killed.create(UUID.randomUUID(), 1);
        killed.close();

        assertThat(spool().open()).isEmpty();
        assertThat(files(".mv")).isEmpty();
    }

    @Test
    void open_whileAnotherHasIt_takesAPlaceOfItsOwn() {
        FileSpool first = spool();
        first.open();
        SpoolSegment held = first.create(SESSION, 1);
        held.append(batch("a", 1));
        held.commit(true);

        FileSpool second = spool();
        assertThat(second.open()).isEmpty();
        SpoolSegment other = second.create(UUID.randomUUID(), 1);
        other.append(batch("b", 1));
        other.commit(true);

        assertThat(held.read(1).payload()).asString(UTF_8).isEqualTo("a");
    }

    @Test
    void open_takesOverWhatSeveralProcessesLeft() {
        for (int i = 0; i < 3; i++) {
            FileSpool one = spool();
            one.open();
            SpoolSegment segment = one.create(UUID.randomUUID(), 1);
            segment.append(batch("from " + i, 1));
            segment.commit(true);
        }
        close();

        List<SpoolSegment> found = spool().open();

        assertThat(found)
                .extracting(segment -> new String(segment.read(1).payload(), UTF_8))
                .hasSize(3);
        found.forEach(SpoolSegment::delete);
        assertThat(spool().open()).isEmpty();
    }

    @Test
    void open_ofAnotherApplication_findsNothing() {
        FileSpool one = spool();
        one.open();
        SpoolSegment segment = one.create(SESSION, 1);
        segment.append(batch("a", 1));
        segment.commit(true);
        one.close();

        FileSpool other = new FileSpool(directory, "stock/../x", 16 * MEGABYTE, GiveUp.OLDEST);
        spools.add(other);

        assertThat(other.open()).isEmpty();
        assertThat(directory).isDirectoryContaining("glob:**/stock____x");
    }

    @Test
    void open_withADamagedFile_setsItAsideAndFindsTheOthers() throws IOException {
        FileSpool killed = spool();
        killed.open();
        for (String content : List.of("a", "b")) {
            SpoolSegment segment = killed.create(UUID.randomUUID(), 1);
            segment.append(batch(content, 3));
            segment.commit(true);
        }
        killed.close();
        Path damaged = files(".mv").get(0);
        byte[] noise = new byte[(int) Files.size(damaged)];
        new Random(1).nextBytes(noise);
        Files.write(damaged, noise);

        FileSpool spool = spool();
        SpoolSegment found = only(spool.open());

        assertThat(found.read(1).payload()).asString(UTF_8).isEqualTo("b");
        assertThat(files(".damaged")).hasSize(1);
        assertThat(spool.lost()).isEqualTo(3);
        spool.close();
        assertThat(spool().open()).hasSize(1);
        assertThat(spools.get(2).lost()).as("told once").isZero();
    }

    @Test
    void open_withATornEnd_findsWhatWasCommittedBefore() throws IOException {
        FileSpool killed = spool();
        killed.open();
        SpoolSegment segment = killed.create(SESSION, 1);
        segment.append(batch("a", 1));
        segment.commit(true);
        byte[] incompressible = new byte[50_000];
        new Random(1).nextBytes(incompressible);
        segment.append(new EncodedBatch(PayloadEncoding.JSON, incompressible, 7, TIME));
        segment.commit(true);
        long whole = segment.bytes();
        killed.close();
        try (SeekableByteChannel file = Files.newByteChannel(files(".mv").get(0), StandardOpenOption.WRITE)) {
            file.truncate(whole - 30_000);
        }

        FileSpool spool = spool();
        SpoolSegment found = only(spool.open());

        assertThat(found.last()).isEqualTo(1);
        assertThat(found.events()).isEqualTo(1);
        assertThat(found.read(1).payload()).asString(UTF_8).isEqualTo("a");
        assertThat(spool.lost()).isEqualTo(7);
        spool.close();
        assertThat(spool().open()).hasSize(1);
        assertThat(spools.get(2).lost()).as("told once").isZero();
    }

    @Test
    void open_whereNoFolderCanBeMade_saysWhatToSet() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        FileSpool spool = new FileSpool(file, "orders", 16 * MEGABYTE, GiveUp.OLDEST);

        assertThatExceptionOfType(SpoolException.class)
                .isThrownBy(spool::open)
                .withMessageContaining("flowmon.spool.directory");
    }

    @Test
    void bytes_isWhatIsOnDisk_andComesBackWithDelete() throws IOException {
        FileSpool spool = spool();
        spool.open();
        SpoolSegment segment = spool.create(SESSION, 1);
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] payload = new byte[30_000];
            random.nextBytes(payload);
            segment.append(new EncodedBatch(PayloadEncoding.JSON, payload, 1, TIME));
            segment.commit(false);
        }

        assertThat(spool.bytes()).isEqualTo(Files.size(files(".mv").get(0)));
        assertThat(spool.bytes()).as("hardly more than was put in").isBetween(3_000_000L, 4_000_000L);
        segment.delete();
        assertThat(spool.bytes()).isZero();
        assertThat(files(".mv")).isEmpty();
    }

    private FileSpool spool() {
        FileSpool spool = new FileSpool(directory, "orders", 16 * MEGABYTE, GiveUp.OLDEST);
        spools.add(spool);
        return spool;
    }

    private static SpoolSegment only(List<SpoolSegment> segments) {
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }

    private static EncodedBatch batch(String payload, int events) {
        return new EncodedBatch(PayloadEncoding.JSON_GZIP, payload.getBytes(UTF_8), events, TIME);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
