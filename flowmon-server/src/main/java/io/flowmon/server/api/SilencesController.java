/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flowmon.server.alert.AlertDesk;
import io.flowmon.server.store.Silence;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/silences}. */
@RestController
class SilencesController {

    private final AlertDesk desk;

    SilencesController(AlertDesk desk) {
        this.desk = desk;
    }

    /** Those that have not ended. */
    record Silences(List<Silence> silences) {}

    /**
     * What a silence is asked with.
     *
     * @param length {@code for}, how long it is to last
     * @param others what is not known here
     */
    record Asked(
            @Nullable String rule,
            @Nullable String key,
            @Nullable @JsonProperty("for") String length,
            @Nullable String note,
            @Nullable @JsonAnySetter Map<String, Object> others) {}

    @GetMapping("/api/silences")
    @QueryParameters({})
    Silences silences() {
        return new Silences(desk.silences());
    }

    @PostMapping("/api/silences")
    ResponseEntity<Silence> silence(@RequestBody Asked asked, @Nullable Principal who) {
        Parameters.onlyKnown(asked.others(), "rule", "key", "for", "note");
        Silence made =
                desk.silence(asked.rule(), asked.key(), Parameters.duration("for", asked.length()), asked.note(), who);
        return ResponseEntity.created(URI.create("/api/silences/" + made.id())).body(made);
    }

    @DeleteMapping("/api/silences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, @Nullable Principal who) {
        desk.endSilence(id, who);
    }
}
