/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A request to the test application.
 *
 * @param head request line and headers, in lines
 * @param body the body in ISO 8859-1
 */
record WebRequest(String head, String body) {

    static final String JSON = "\nContent-Type: application/json";
    static final String FORM = "\nContent-Type: application/x-www-form-urlencoded";
    static final String TEXT = "\nContent-Type: text/plain;charset=UTF-8";
    static final String MULTIPART = "\nContent-Type: multipart/form-data; boundary=b";
    static final String CHUNKED = "\nTransfer-Encoding: chunked";

    /** The body of a form with one file in it. */
    static final String ONE_FILE = """
        --b
        Content-Disposition: form-data; name="file"; filename="f.txt"
        Content-Type: text/plain

        secret
        --b--
        """.replace("\n", "\r\n");

    static final String MALFORMED_CHUNK = "zz\r\nname=n\r\n0\r\n\r\n";

    /** Forms that no container takes. */
    static final String MALFORMED_FORM = "name=%zz";

    static final String TOO_MANY_PARAMETERS = "name=n&".repeat(10_001);

    private static final List<String> PATHS = List.of(
            "/plain/1",
            "/keyed/1",
            "/large",
            "/image",
            "/no-content",
            "/not-modified",
            "/redirect",
            "/throws",
            "/throws-handled",
            "/callable",
            "/callable-throws",
            "/deferred",
            "/deferred-timeout",
            "/streaming",
            "/events",
            "/writer",
            "/flushing-writer",
            "/closed-then-flushed-writer",
            "/print",
            "/reset",
            "/reset-buffer",
            "/send-error",
            "/stream-and-writer",
            "/forward",
            "/include",
            "/async-servlet/complete",
            "/async-servlet/dispatch",
            "/async-servlet/plain-dispatch",
            "/async-servlet/plain",
            "/async-servlet/plain-writer",
            "/async-servlet/plain-listener",
            "/async-servlet/plain-request",
            "/async-servlet/restart",
            "/async-servlet/timeout",
            "/hello.txt",
            "/unknown",
            "/turned-away/page",
            "/committed-then-throws");

    static WebRequest get(String path) {
        return new WebRequest("GET " + path + " HTTP/1.1", "");
    }

    static WebRequest post(String path, String headers, String body) {
        return new WebRequest("POST " + path + " HTTP/1.1" + headers, body);
    }

    /** The same request in a flow. */
    WebRequest inFlow(String correlationId) {
        return new WebRequest(head + "\nX-Correlation-Id: " + correlationId, body);
    }

    @Override
    public String toString() {
        return head.replace("\n", ", ");
    }

    /** One of every kind that is captured. */
    static List<WebRequest> ofEveryKind() {
        List<WebRequest> requests = new ArrayList<>();
        PATHS.forEach(path -> requests.add(get(path)));
        for (String path : List.of("/plain/1", "/large", "/writer", "/hello.txt")) {
            requests.add(new WebRequest("HEAD " + path + " HTTP/1.1", ""));
        }
        requests.add(new WebRequest("OPTIONS /plain/1 HTTP/1.1", ""));
        requests.add(new WebRequest("PUT /plain/1 HTTP/1.1", "not allowed"));
        requests.add(new WebRequest("BREW /plain/1 HTTP/1.1", ""));
        requests.add(post("/json/1", JSON, "{\"question\":\"q\"}"));
        requests.add(post("/json/1", JSON, "{malformed"));
        requests.add(post("/json/1", CHUNKED + JSON, "10\r\n{\"question\":\"qq\"\r\n1\r\n}\r\n0\r\n\r\n"));
        requests.add(post("/json/1", JSON + "\nExpect: 100-continue", "{\"question\":\"q\"}"));
        requests.add(post("/form?extra=e", FORM, "name=n"));
        requests.add(post("/form", FORM, MALFORMED_FORM));
        requests.add(post("/form", FORM, TOO_MANY_PARAMETERS));
        requests.add(post("/form-as-stream", FORM, "name=n"));
        requests.add(post("/multipart", MULTIPART, ONE_FILE));
        requests.add(post("/unread", TEXT, "ignored"));
        requests.add(post("/reader", TEXT, "one\ntwo"));
        requests.add(post("/non-blocking", TEXT, "y".repeat(20_000)));
        requests.add(post("/byte-buffer", TEXT, "z".repeat(20_000)));
        return requests;
    }

    /** One of every kind that only HTTP/1.1 can send. */
    static List<WebRequest> ofEveryKindOverHttp1() {
        List<WebRequest> requests = ofEveryKind();
        requests.add(post("/json/1", CHUNKED + JSON, MALFORMED_CHUNK));
        requests.add(post("/reader", CHUNKED + TEXT, MALFORMED_CHUNK));
        requests.add(post("/form", CHUNKED + FORM, MALFORMED_CHUNK));
        return requests;
    }
}
