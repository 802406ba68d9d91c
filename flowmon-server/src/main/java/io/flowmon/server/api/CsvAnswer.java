/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import io.flowmon.server.query.QueryScope;
import io.flowmon.server.store.Page;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers a call with {@code format=csv} by a file to keep. It is made before it is sent, so that a question that fails is a
 * problem document and never half a table; therefore it is bounded. What does not hold everything is called so by its file name,
 * and the {@code Link} header leads to the rest.
 */
public final class CsvAnswer {

    /** The parameter that asks for it. */
    public static final String FORMAT = "format";

    /** Rows of one answer. */
    static final int MOST_ROWS = 10_000;

    private static final long MOST_BYTES = DataSize.ofMegabytes(8).toBytes();
    private static final int PAGE = 500;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";

    private CsvAnswer() {}

    /**
     * The rows of a time range, asked for page by page.
     *
     * @param path of the call
     * @param parameters of the call; without times the range ends now, for all pages alike
     * @param source answers what the call with these parameters would
     */
    public static <T> ResponseEntity<byte[]> ofRange(
            CsvTable<T> table,
            String path,
            Map<String, String> parameters,
            Function<Map<String, String>, Page<T>> source) {
        Parameters.Range range = Parameters.range(parameters.get("from"), parameters.get("to"));
        Map<String, String> fixed = new LinkedHashMap<>(parameters);
        fixed.put("from", range.from().toString());
        fixed.put("to", range.to().toString());
        return of(table, path, fixed, source);
    }

    /** The rows of a list that has no times, asked for page by page. */
    public static <T> ResponseEntity<byte[]> of(
            CsvTable<T> table,
            String path,
            Map<String, String> parameters,
            Function<Map<String, String>, Page<T>> source) {
        check(parameters.get(FORMAT));
        int most = Parameters.number(LIMIT, parameters.get(LIMIT), MOST_ROWS, 1, MOST_ROWS);
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.remove(FORMAT);
        CsvFile file = new CsvFile(table.header());
        int rows = 0;
        String cursor;
        do {
            asked.put(LIMIT, String.valueOf(Math.min(PAGE, most - rows)));
            Page<T> page = QueryScope.inner(() -> source.apply(asked));
            page.items().forEach(one -> file.add(table.row(one)));
            rows += page.items().size();
            cursor = page.cursor();
            asked.put(CURSOR, cursor == null ? "" : cursor);
        } while (cursor != null && rows < most && file.size() < MOST_BYTES);
        String part = Parameters.text(parameters.get(CURSOR)) == null ? "first" : "next";
        return answer(table, cursor == null ? "" : "-" + part + "-" + rows)
                .headers(headers -> rest(headers, path, parameters, asked.get(CURSOR)))
                .body(file.bytes());
    }

    /**
     * The rows of an answer that has no pages.
     *
     * @param omitted how many more there would be
     */
    public static <T> ResponseEntity<byte[]> whole(
            CsvTable<T> table, @Nullable String format, List<T> all, long omitted) {
        check(format);
        CsvFile file = new CsvFile(table.header());
        all.forEach(one -> file.add(table.row(one)));
        return answer(table, omitted == 0 ? "" : "-first-" + all.size()).body(file.bytes());
    }

    private static ResponseEntity.BodyBuilder answer(CsvTable<?> table, String part) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(table.name() + part + ".csv")
                                .build()
                                .toString());
    }

    private static void rest(
            HttpHeaders headers, String path, Map<String, String> parameters, @Nullable String cursor) {
        if (Parameters.text(cursor) == null) {
            return;
        }
        Map<String, String> next = new LinkedHashMap<>(parameters);
        next.put(CURSOR, String.valueOf(cursor));
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, String> values = new LinkedHashMap<>();
        next.forEach((name, value) -> {
            String place = "p" + values.size();
            address.queryParam(name, "{" + place + "}");
            values.put(place, value);
        });
        headers.add(
                HttpHeaders.LINK, "<" + address.encode().buildAndExpand(values).toUriString() + ">; rel=\"next\"");
    }

    private static void check(@Nullable String format) {
        if (!"csv".equals(format)) {
            throw Parameters.wrong("format must be csv; without it the answer is JSON");
        }
    }
}
