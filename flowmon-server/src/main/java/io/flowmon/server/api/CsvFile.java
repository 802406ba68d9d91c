/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A CSV file in memory, as RFC 4180 has it, in UTF-8. Not thread-safe. */
final class CsvFile {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CsvWriter rows = CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));

    CsvFile(String... header) {
        add(header);
    }

    void add(String... row) {
        rows.writeRecord(row);
    }

    /** What there is so far. */
    byte[] bytes() {
        try {
            rows.flush();
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** How many bytes there are so far, but for a few that are not written yet. */
    int size() {
        return bytes.size();
    }
}
