/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.benchmarks.pages;

import io.flowmon.benchmarks.process.Figure;
import io.flowmon.benchmarks.process.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A server of its own with many events, whose pages are opened one after the other. */
@Command(
        name = "bin/benchmark Pages",
        mixinStandardHelpOptions = true,
        description = "How long each page takes from the request to its last byte.")
public final class PagesBenchmark implements Callable<Integer> {

    private static final int OK = 200;
    private static final int FLOWS_A_BATCH = 100;
    private static final long POLL_MILLIS = 200;
    private static final double MILLISECOND = 1e6;
    private static final double KILOBYTE = 1024;

    /** All that leads somewhere from the navigation: as it opens, and over the whole time that the events are from. */
    private static final List<String> PAGES = List.of(
            "/overview",
            "/flows",
            "/flows?{all}",
            "/flows?outcome=failed&{all}",
            "/flows?module=mailer&{all}",
            "/flows?q=no+card+for+order+97&{all}",
            "/flows/{flow}",
            "/flows/{flow}/difference",
            "/topology",
            "/topology?{all}",
            "/latency",
            "/latency?{all}",
            "/latency?module=orders&endpoint=POST+/orders/%7Bkind%7D&{all}",
            "/messages",
            "/messages?{all}",
            "/messages?state=failed&{all}",
            "/advice",
            "/alerts",
            "/server",
            "/rejected",
            "/replays",
            "/audit");

    @Option(names = "--events", defaultValue = "1000000", description = "How many (default ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--hours", defaultValue = "24", description = "The time they are from (default ${DEFAULT-VALUE}).")
    private int hours;

    @Option(names = "--times", defaultValue = "20", description = "How often each page (default ${DEFAULT-VALUE}).")
    private int times;

    public static void main(String[] arguments) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new PagesBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            Instant end = Instant.now();
            Instant begin = end.minus(Duration.ofHours(hours));
            long filled = System.nanoTime();
            fill(server, begin, end);
            System.out.printf(
                    Locale.ROOT,
                    "%,d events from %d hours, stored in %d s%n%n",
                    server.storedEvents(),
                    hours,
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - filled));
            System.out.println("| page | first, ms | then, ms | KB |");
            System.out.println("| --- | --- | --- | --- |");
            String flow = server.ask("/api/flows?limit=1")
                    .at("/flows/0/correlation_id")
                    .asString();
            for (String page : PAGES) {
                measure(
                        server,
                        page,
                        page.replace("{all}", "from=" + begin + "&to=" + end).replace("{flow}", flow));
            }
        }
        return 0;
    }

    private void measure(ServerProcess server, String page, String address) throws IOException, InterruptedException {
        double[] taken = new double[times + 1];
        int size = 0;
        for (int i = 0; i <= times; i++) {
            long begin = System.nanoTime();
            HttpResponse<byte[]> answer = server.page(address);
            if (answer.statusCode() != OK) {
                System.out.printf("| `%s` | %d | | |%n", page, answer.statusCode());
                return;
            }
            size = answer.body().length;
            taken[i] = (System.nanoTime() - begin) / MILLISECOND;
        }
        System.out.printf(
                Locale.ROOT,
                "| `%s` | %.0f | %s | %.0f |%n",
                page,
                taken[0],
                Figure.of(DoubleStream.of(taken).skip(1)).text(0),
                size / KILOBYTE);
    }

    private void fill(ServerProcess server, Instant begin, Instant end) throws IOException, InterruptedException {
        int flows = events / ShopFlow.EVENTS;
        long apart = Duration.between(begin, end).toNanos() / flows;
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            socket.connect("tcp://127.0.0.1:" + server.eventPort());
            for (int first = 0; first < flows; first += FLOWS_A_BATCH) {
                ArrayNode batch = JsonMapper.shared().createArrayNode();
                for (int flow = first; flow < Math.min(flows, first + FLOWS_A_BATCH); flow++) {
                    ShopFlow.addTo(batch, flow, begin.plusNanos(apart * flow));
                }
                socket.send(JsonMapper.shared().writeValueAsBytes(batch));
            }
            while (server.storedEvents() < (long) flows * ShopFlow.EVENTS) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
