/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.web;

import io.flowmon.autoconfigure.Flowmon;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class PlainController {

    static final int LARGE = 100_000;

    private final Flowmon flowmon;

    PlainController(Flowmon flowmon) {
        this.flowmon = flowmon;
    }

    @GetMapping("/keyed/{id}")
    String keyed(@PathVariable String id) {
        flowmon.businessKey("order_id", id);
        return id;
    }

    @GetMapping("/plain/{id}")
    String plain(@PathVariable String id) {
        return "plain " + id;
    }

    @PostMapping(path = "/json/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> json(@PathVariable String id, @RequestBody Map<String, Object> body) {
        return Map.of("answer", body.getOrDefault("question", ""));
    }

    @PostMapping("/form")
    String form(@RequestParam String name, @RequestParam(defaultValue = "") String extra) {
        return "form " + name + extra;
    }

    @PostMapping("/multipart")
    String multipart(@RequestParam MultipartFile file) {
        return "multipart " + file.getSize();
    }

    @PostMapping("/unread")
    String unread() {
        return "unread";
    }

    @GetMapping("/large")
    String large() {
        return "x".repeat(LARGE);
    }

    @GetMapping(path = "/image", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] image() {
        return new byte[] {1, 2, 3};
    }

    @GetMapping("/no-content")
    ResponseEntity<Void> noContent() {
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/not-modified")
    ResponseEntity<Void> notModified() {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag("\"1\"").build();
    }

    @GetMapping("/redirect")
    ResponseEntity<Void> redirect() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("/plain/1"))
                .build();
    }

    @GetMapping("/throws")
    String fails() {
        throw new IllegalStateException("out of stock");
    }

    @GetMapping("/throws-unsupported")
    String failsInAWayThatHasAPage() {
        throw new UnsupportedOperationException("not here");
    }

    @GetMapping("/throws-handled")
    String failsHandled() {
        throw new IllegalArgumentException("no such size");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail handle(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }
}
