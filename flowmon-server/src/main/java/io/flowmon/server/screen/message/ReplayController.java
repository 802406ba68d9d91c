/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.replay.ComparisonDocument;
import io.flowmon.server.replay.PlanDocument;
import io.flowmon.server.replay.ReplayDesk;
import io.flowmon.server.replay.ReplayDocument;
import io.flowmon.server.replay.ReplayRequest;
import io.flowmon.server.screen.OperatorScreen;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.store.Page;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Sending messages again, in two steps: first what would be sent, then, by a second click, the sending. */
@Controller
@OperatorScreen
class ReplayController {

    private static final int PAGE_SIZE = 100;
    private static final int HIGHEST_RATE = 1_000_000;

    private final ReplayDesk desk;
    private final Clock clock = Clock.systemUTC();

    ReplayController(ReplayDesk desk) {
        this.desk = desk;
    }

    /** The dry run, for one message or for those that a list shows. */
    @PostMapping("/replays/plan")
    String plan(
            @RequestParam(required = false) @Nullable UUID message, MessageController.MessageForm form, Model model) {
        Instant now = clock.instant();
        Map<String, String> filter = form.filter(now);
        filter.put("to", now.toString());
        PlanDocument plan = desk.plan(request(message, filter, null));
        model.addAttribute("from", filter.get("from"));
        model.addAttribute("to", filter.get("to"));
        model.addAttribute("plan", plan);
        model.addAttribute("lines", plan.first().stream().map(ReplayLine::of).toList());
        model.addAttribute("message", message);
        model.addAttribute("form", form);
        model.addAttribute("state", form.usedState() == null ? "" : form.usedState());
        model.addAttribute("range", form.usedRange());
        return "replay-plan";
    }

    @PostMapping("/replays")
    String start(
            @RequestParam(required = false) @Nullable UUID message,
            @RequestParam(required = false) @Nullable String rate,
            @RequestParam String from,
            @RequestParam String to,
            MessageController.MessageForm form,
            @Nullable Principal who) {
        Integer perSecond = SearchForm.given(rate) == null ? null : Parameters.number("rate", rate, 1, 1, HIGHEST_RATE);
        Map<String, String> filter = form.filter(clock.instant());
        filter.put("from", from);
        filter.put("to", to);
        return back(desk.start(request(message, filter, perSecond), who).id());
    }

    @PostMapping("/replays/{id}/stop")
    String stop(@PathVariable String id, @Nullable Principal who) {
        return back(desk.stop(id, who).id());
    }

    @GetMapping("/replays")
    String replays(Model model) {
        model.addAttribute("replays", desk.replays());
        model.addAttribute("data", ScreenAddress.of("/api/replays"));
        return "replays";
    }

    @GetMapping("/replays/{id}")
    String replay(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        fill(id, cursor, model);
        return "replay";
    }

    /** What changes while it runs, for the page that keeps itself fresh. */
    @GetMapping(path = "/replays/{id}", headers = "HX-Request")
    String progress(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        fill(id, cursor, model);
        return "replay :: progress";
    }

    private void fill(String id, @Nullable String cursor, Model model) {
        String given = SearchForm.given(cursor);
        ReplayDocument replay = desk.progress(id);
        Page<ComparisonDocument> page = desk.comparisons(id, null, given, PAGE_SIZE);
        ScreenAddress address = ScreenAddress.of("/replays/" + replay.id());
        model.addAttribute("replay", replay);
        model.addAttribute("lines", page.items().stream().map(ReplayLine::of).toList());
        model.addAttribute("self", address.with("cursor", given).toString());
        model.addAttribute(
                "more",
                page.cursor() == null
                        ? null
                        : address.with("cursor", page.cursor()).toString());
        model.addAttribute("first", given == null ? null : address.toString());
    }

    private static ReplayRequest request(
            @Nullable UUID message, Map<String, String> filter, @Nullable Integer perSecond) {
        return message == null ? ReplayRequest.of(filter, perSecond) : ReplayRequest.of(List.of(message), perSecond);
    }

    private static String back(String id) {
        return UriComponentsBuilder.fromPath("redirect:/replays/{id}").build(id).toString();
    }
}
