/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server for a backup and waits for it. The token is never an argument: those stand in lists of processes. */
@Command(
        name = "backup",
        description = "Asks a running server for a backup, waits for it, and prints its folder on the server's disk.")
final class BackupCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 200;
    private static final String TOKEN = "FLOWMON_TOKEN";

    private final HttpClient http = HttpClient.newHttpClient();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "http://localhost:8400",
            description = "Address of the server; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private URI server;

    @Option(
            names = "--token-file",
            description = "File that holds the token of an operator, where the server has credentials; or set " + TOKEN
                    + " in the environment.")
    private @Nullable Path tokenFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode backup = ask("POST", "/api/backups");
        String path = "/api/backups/" + text(backup, "name");
        while (text(backup, "state").equals("running")) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            backup = ask("GET", path);
        }
        if (!text(backup, "state").equals("done")) {
            throw new IOException("the backup failed: " + text(backup, "problem"));
        }
        spec.commandLine()
                .getOut()
                .printf("%s%n  %s bytes, %s%n", text(backup, "folder"), text(backup, "bytes"), backup.path("rows"));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private JsonNode ask(String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
        String token = token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token.strip());
        }
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException nobodyThere) {
            throw new IOException("no server answers at " + server + "; name it with --server", nobodyThere);
        }
        JsonNode body = read(response.body());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the server answers " + response.statusCode() + ": " + text(body, "detail"));
        }
        return body;
    }

    private @Nullable String token() throws IOException {
        return tokenFile == null ? System.getenv(TOKEN) : Files.readString(tokenFile);
    }

    private static JsonNode read(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
