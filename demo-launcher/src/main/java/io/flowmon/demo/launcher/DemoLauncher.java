/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.demo.launcher;

import io.flowmon.demo.launcher.flow.FlowCheck;
import io.flowmon.demo.launcher.process.ParentWatch;
import io.flowmon.demo.launcher.process.PartFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The program behind {@code ./demo}. Exit codes: 0 for a flow that is complete, 1 for one that is not or a demo that
 * could not run, 2 for a wrong option.
 */
@Command(
        name = "./demo",
        sortOptions = false,
        description = "Starts Redis, the server and the three services, sends a few flows, and stays until Ctrl-C.%n",
        footer = "%nEach port can be given as a variable too: DEMO_FRONTEND_PORT=9080 ./demo")
public final class DemoLauncher implements Callable<Integer> {

    private static final int MESSAGES = 3;
    private static final double SECONDS = 0.2;
    private static final Duration FLOW_TIMEOUT = Duration.ofSeconds(30);

    @Option(names = "--once", description = "Send one flow, print it, and stop: 0 only if it is complete.")
    private boolean once;

    @Mixin
    private final DemoOptions options = new DemoOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(names = "--help", usageHelp = true, description = "Print this.")
    private boolean help;

    private final Path root = Path.of(System.getProperty("demo.root", "")).toAbsolutePath();

    /** Started by {@code ./demo}, which gives the project's folder and its own process id as system properties. */
    public static void main(String[] args) {
        Long parent = Long.getLong("demo.parent");
        if (parent != null) {
            ParentWatch.endWith(parent);
        }
        System.exit(new CommandLine(new DemoLauncher()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoSettings settings = options.settings(root);
        List<String> problems = settings.ports().problems();
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            return 1;
        }
        try (var demo = new Demo(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
            return run(demo);
        } catch (PartFailedException e) {
            System.err.printf("%n%s. The last lines of %s:%n%n", e.getMessage(), root.relativize(e.log()));
            e.lastLines().forEach(line -> System.err.println("  " + line));
            return 1;
        } catch (IOException | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private int run(Demo demo) throws IOException, InterruptedException, PartFailedException {
        DemoSettings settings = demo.settings();
        System.out.printf(
                "Starting Redis, the server and the three services; their logs are in %s.%n",
                settings.root().relativize(settings.logs()));
        demo.start();
        var orders = new Orders(settings.ports());
        if (once) {
            return sendOne(orders);
        }
        System.out.println(Banner.of(demo));
        sendSome(orders);
        System.out.printf("%nCtrl-C stops everything.%n");
        demo.awaitFailure();
        return 0;
    }

    private static int sendOne(Orders orders) throws IOException, InterruptedException {
        String flow = orders.send(MESSAGES, SECONDS);
        FlowReport report = orders.await(flow, FlowCheck.ofOrder(flow, MESSAGES), FLOW_TIMEOUT);
        System.out.printf("%n%s%n", report.text());
        return report.complete() ? 0 : 1;
    }

    private static void sendSome(Orders orders) throws IOException, InterruptedException {
        System.out.println("Sent for a start:");
        System.out.println("  1 message               " + orders.send(1, 0.1));
        System.out.println("  12 messages             " + orders.send(12, 0.2));
        System.out.println("  3 messages, one fails   " + orders.send(3, 0.1, Fault.FAILING_BACKEND));
    }
}
