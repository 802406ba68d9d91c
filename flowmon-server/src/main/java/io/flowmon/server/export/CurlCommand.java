/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.core.masking.Masker;
import io.flowmon.server.export.NoCommandException.Reason;
import io.flowmon.server.flow.Message;
import io.flowmon.server.flow.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as a command for a shell. What is not known, because it was masked, cut or never recorded, stands as a variable that
 * the shell insists on ({@code ${NAME:?...}}): until somebody gives it a value, the shell refuses to run the command.
 *
 * @param text the command, for bash, zsh and ksh, without a line end; before it, lines of comment on what it cannot show
 * @param masked where values were masked, in words
 * @param hostKnown whether somebody told where the call went
 * @param headersKnown whether headers were recorded
 * @param body how much of the body is known
 */
public record CurlCommand(String text, List<String> masked, boolean hostKnown, boolean headersKnown, BodyState body) {

    private static final String HEAD = "HEAD";
    private static final String NO_HOST = variable("FLOWMON_TARGET", "where to, such as http://localhost:8080");
    private static final String REST_OF_BODY = variable("REST_OF_BODY", "only the first part of the body was recorded");
    private static final String BODY = variable("BODY", "the body was not recorded");

    /** No character of a comment may mean anything: an interactive zsh takes it for words. */
    private static final String HOST_BY_HEADER =
            "# The host is that of the recorded header Host, as nobody told where the call was sent.\n";

    private static final String HEAD_WITHOUT_BODY =
            "# The body is left out: curl asks with HEAD or sends a body, not both.\n";

    /**
     * Makes the command.
     *
     * @param message what the step is about
     * @throws NoCommandException if none can be made
     */
    public static CurlCommand of(Message message, Step step) {
        if (message.kind() != Message.Kind.CALL || !(step.isSender() || step.isReceiver())) {
            throw new NoCommandException(Reason.NOT_HTTP);
        }
        RecordedRequest recorded = RecordedRequest.of(step.main());
        boolean bodyLeftOut = HEAD.equals(recorded.method()) && recorded.hasBody();
        RecordedRequest request = bodyLeftOut ? recorded.withoutBody() : recorded;
        if (request.method() == null) {
            throw new NoCommandException(Reason.NOT_HTTP);
        }
        if (request.target() == null) {
            throw new NoCommandException(Reason.NO_PATH);
        }
        Origin origin = Origin.of(message, step);
        try {
            return new CurlCommand(
                    (origin != null && origin.byHeader() ? HOST_BY_HEADER : "")
                            + (bodyLeftOut ? HEAD_WITHOUT_BODY : "")
                            + new Writer().command(request.method(), origin, request.target(), request),
                    request.masked(),
                    origin != null,
                    request.headers() != null,
                    request.bodyState());
        } catch (IllegalArgumentException nul) {
            throw new NoCommandException(Reason.NUL);
        }
    }

    private static String variable(String name, String meaning) {
        return "\"${" + name + ":?" + meaning + "}\"";
    }

    /** Numbers the masked values as it meets them. */
    private static final class Writer {

        private int masked;

        String command(String method, @Nullable Origin origin, String target, RecordedRequest request) {
            List<String> parts = new ArrayList<>();
            String url = origin == null ? NO_HOST + argument(target) : argument(origin.address() + target);
            parts.add("curl --globoff --path-as-is" + method(method, request.hasBody()) + " " + url);
            boolean typed = false;
            if (request.headers() != null) {
                for (RecordedRequest.Header header : request.headers()) {
                    typed |= header.name().equalsIgnoreCase("Content-Type");
                    // To curl a header without a value is one to leave out; a semicolon stands for one that is empty.
                    parts.add(
                            "-H " + argument(header.name() + (header.value().isEmpty() ? ";" : ": " + header.value())));
                }
            }
            if (request.hasBody()) {
                if (!typed) {
                    parts.add("-H 'Content-Type:'"); // or curl would say that it is a form
                }
                parts.add("--data-raw " + body(request));
            }
            return String.join(" \\\n  ", parts);
        }

        private static String method(String method, boolean body) {
            if (method.equals(HEAD)) {
                return " --head";
            }
            return method.equals("GET") && !body ? "" : " -X " + method;
        }

        private String body(RecordedRequest request) {
            String known = request.body() == null ? "" : argument(request.body());
            return switch (request.bodyState()) {
                case WHOLE -> known;
                case CUT -> known + REST_OF_BODY;
                case NOT_RECORDED -> BODY;
            };
        }

        private String argument(String text) {
            StringBuilder argument = new StringBuilder();
            int from = 0;
            for (int mask = text.indexOf(Masker.MASK); mask >= 0; mask = text.indexOf(Masker.MASK, from)) {
                if (mask > from) {
                    argument.append(ShellText.quoted(text.substring(from, mask)));
                }
                argument.append(variable("MASKED_" + ++masked, "this value was masked"));
                from = mask + Masker.MASK.length();
            }
            if (from < text.length() || text.isEmpty()) {
                argument.append(ShellText.quoted(text.substring(from)));
            }
            return argument.toString();
        }
    }
}
