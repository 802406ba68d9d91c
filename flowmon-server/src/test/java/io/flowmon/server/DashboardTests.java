/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/dashboards.md and the dashboard name meters that there are, and name all of the server's. */
@DirtiesContext // its server must not outlive the folder that it stores in
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "flowmon.server.zeromq.port=0")
class DashboardTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "dashboards.md");
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");
    private static final Path SERVER = Path.of("src", "main", "java");
    private static final Path STARTER =
            Path.of("..", "flowmon-autoconfigure/src/main/java/io/flowmon/autoconfigure/actuate/FlowmonMeters.java");
    private static final Pattern SCRAPED = Pattern.compile("(?m)^([a-z_]+)(?:\\{| )");
    private static final Pattern NAME = Pattern.compile("\\b(?:flowmon|http_server|jvm|process)_[a-z_]+");
    private static final Pattern COUNTER =
            Pattern.compile("(?:registry|meters)\\.counter\\(\\s*(?:\"([a-z.]+)\"|METER)");
    private static final Pattern BUILDER = Pattern.compile("(FunctionCounter|Gauge)\\s*\\.builder\\(\\s*\"([a-z.]+)\"");
    private static final Pattern UNIT = Pattern.compile("BaseUnits\\.([A-Z]+)");
    /** Counters get it when they are scraped. */
    private static final String TOTAL = "_total";

    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();

    @TempDir
    static Path data;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("flowmon.server.data", () -> data.resolve("data").toString());
    }

    @Test
    void names_ofDocumentAndDashboard_areMeters() throws Exception {
        Set<String> known = scraped();
        known.addAll(rareMetersOfTheServer());
        known.addAll(metersOfTheStarter());
        // Only with the setting that the document tells beside it.
        known.add("http_server_requests_seconds_bucket");

        assertThat(known).contains("flowmon_events_dropped_events_total", "flowmon_intake_refused_total");
        assertThat(known).containsAll(names(Files.readString(DOCUMENT)));
        assertThat(known).containsAll(names(Files.readString(DASHBOARD)));
    }

    @Test
    void meters_areAllInTheDocument() throws Exception {
        Set<String> ours = new TreeSet<>(rareMetersOfTheServer());
        ours.addAll(metersOfTheStarter());
        scraped().stream().filter(name -> name.startsWith("flowmon_")).forEach(ours::add);
        assertThat(names(Files.readString(DOCUMENT))).containsAll(ours);
    }

    @Test
    void dashboard_hasPanelsThatAskADataSourceThatIsChosen() throws Exception {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        assertThat(dashboard.get("title").stringValue()).isEqualTo("flowmon");
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat(panel.get("datasource").get("uid").stringValue()).isEqualTo("${datasource}");
            assertThat(panel.get("targets")).isNotEmpty().allSatisfy(target -> assertThat(
                            names(target.get("expr").stringValue()))
                    .isNotEmpty());
        });
        assertThat(dashboard.get("panels").valueStream().map(panel -> panel.get("id")
                        .intValue()))
                .doesNotHaveDuplicates();
    }

    private Set<String> scraped() throws Exception {
        String event = "{\"correlation_id\":\"1\",\"timestamp\":\"" + Instant.now() + "\",\"module_type\":\"shop\"}";
        assertThat(call(HttpRequest.newBuilder(uri("/api/events")).POST(HttpRequest.BodyPublishers.ofString(event))))
                .contains("\"accepted\":1");
        call(HttpRequest.newBuilder(uri("/api/flows")));
        Matcher lines = SCRAPED.matcher(call(HttpRequest.newBuilder(uri("/actuator/prometheus"))));
        return lines.results().map(line -> line.group(1)).collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** Those that are registered when they first count something. */
    private static Set<String> rareMetersOfTheServer() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SERVER)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                for (MatchResult counter : COUNTER.matcher(source).results().toList()) {
                    String name = counter.group(1) == null ? constant(source) : counter.group(1);
                    names.add(NAMES.name(name, Meter.Type.COUNTER, null) + TOTAL);
                }
            }
        }
        return names;
    }

    private static String constant(String source) {
        Matcher constant = Pattern.compile("METER = \"([a-z.]+)\"").matcher(source);
        assertThat(constant.find()).isTrue();
        return constant.group(1);
    }

    private static Set<String> metersOfTheStarter() throws IOException {
        Set<String> names = new TreeSet<>();
        String source = Files.readString(STARTER);
        Matcher builder = BUILDER.matcher(source);
        while (builder.find()) {
            String statement = source.substring(builder.start(), source.indexOf(';', builder.start()));
            Matcher unit = UNIT.matcher(statement);
            boolean gauge = builder.group(1).equals("Gauge");
            String base = unit.find() ? (String) field(unit.group(1)) : null;
            names.add(NAMES.name(builder.group(2), gauge ? Meter.Type.GAUGE : Meter.Type.COUNTER, base)
                    + (gauge ? "" : TOTAL));
        }
        assertThat(names).hasSizeGreaterThan(8);
        return names;
    }

    private static Object field(String unit) {
        try {
            return BaseUnits.class.getField(unit).get(null);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException("There is no unit " + unit, unknown);
        }
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(TreeSet::new, Set::add, Set::addAll);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
