/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Endpoints that take the servlet API into their own hands. */
@Controller
class ServletApiController {

    @PostMapping("/reader")
    void reader(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setCharacterEncoding("UTF-8");
        response.setContentType("text/plain");
        PrintWriter writer = response.getWriter();
        request.getReader().lines().forEach(writer::println);
    }

    @PostMapping("/form-as-stream")
    void formAsStream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        String name = request.getParameter("name");
        response.getOutputStream().write(body);
        response.getOutputStream().print(" " + name);
    }

    @GetMapping("/writer")
    void writer(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter writer = response.getWriter();
        writer.println("gr\u00fc\u00df");
        writer.printf("%.2f|", 1.5);
        writer.format(Locale.GERMANY, "%.2f|", 2.5);
        writer.append('c').append("abc", 1, 2);
        writer.print(42L);
        writer.println();
        writer.write(new char[] {'\ud83d', '\ude00'});
    }

    @GetMapping("/flushing-writer")
    void flushingWriter(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        PrintWriter writer = response.getWriter();
        for (int i = 0; i < 3; i++) {
            writer.write("line " + i + "\n");
            writer.flush();
            writer.flush();
        }
    }

    @GetMapping("/closed-then-flushed-writer")
    void closedThenFlushedWriter(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        PrintWriter writer = response.getWriter();
        writer.write("all of it");
        writer.close();
        writer.flush();
    }

    @GetMapping("/endless-writer")
    void endlessWriter(HttpServletResponse response) throws IOException {
        PrintWriter writer = response.getWriter();
        while (!writer.checkError()) {
            writer.write("x".repeat(8192));
        }
    }

    /** Notices in a way of its own that nobody listens any more. */
    @GetMapping("/endless-flushing-writer")
    void endlessFlushingWriter(HttpServletResponse response) throws IOException {
        PrintWriter writer = response.getWriter();
        for (int i = 0; i < 10_000; i++) {
            writer.write("x".repeat(8192));
            writer.flush();
        }
    }

    @PostMapping("/first-byte")
    void firstByte(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getOutputStream().write(request.getInputStream().read());
    }

    @GetMapping("/own-header/{way}")
    ResponseEntity<String> ownHeader(@PathVariable String way, HttpServletResponse response) {
        switch (way) {
            case "set" -> response.setHeader("X-Flow-Id", "own");
            case "add" -> response.addHeader("X-Flow-Id", "own");
            case "add-two" -> {
                response.addHeader("X-Flow-Id", "one");
                response.addHeader("X-Flow-Id", "two");
            }
            default -> {
                return ResponseEntity.ok().header("X-Flow-Id", "own").body(way);
            }
        }
        return ResponseEntity.ok(way);
    }

    @GetMapping("/excluded/throws")
    void excludedThrows() {
        throw new IllegalStateException("nobody should hear of it");
    }

    @GetMapping("/print")
    void print(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().println("line");
        response.getOutputStream().print(true);
        response.getOutputStream().println(7);
        response.getOutputStream().print('c');
        response.getOutputStream().println();
    }

    @GetMapping("/reset")
    void reset(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("never sent");
        response.reset();
        response.getWriter().write("sent");
    }

    @GetMapping("/reset-buffer")
    void resetBuffer(HttpServletResponse response) throws IOException {
        PrintWriter writer = response.getWriter();
        writer.write("never sent");
        response.resetBuffer();
        writer.write("sent");
    }

    @GetMapping("/send-error")
    void sendError(HttpServletResponse response) throws IOException {
        response.getWriter().write("never sent");
        response.sendError(HttpServletResponse.SC_GONE, "sold");
    }

    @GetMapping("/committed-then-throws")
    void committedThenThrows(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("half");
        response.flushBuffer();
        throw new IllegalStateException("broke half way");
    }

    @GetMapping("/stream-and-writer")
    void streamAndWriter(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("stream ");
        try {
            response.getWriter();
        } catch (IllegalStateException refused) {
            response.getOutputStream().print("and no writer");
        }
    }

    @GetMapping("/forward")
    String forward() {
        return "forward:/plain/1";
    }

    @GetMapping("/include")
    void include(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.setContentType("text/plain");
        response.getOutputStream().write("before ".getBytes(StandardCharsets.US_ASCII));
        request.getRequestDispatcher("/plain/2").include(request, response);
    }
}
