/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.message;

import io.flowmon.server.message.Ledger;
import io.flowmon.server.message.MessageLine;
import io.flowmon.server.message.MessageNotFoundException;
import io.flowmon.server.message.MessageQueries;
import io.flowmon.server.screen.ErrorScreens;
import io.flowmon.server.screen.OperatorScreen;
import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.screen.SearchReader;
import io.flowmon.server.store.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The ledger: which messages there are, how far each came, and all that is known of one. */
@Controller
@OperatorScreen
class MessageController {

    private static final List<String> RANGES = List.of("15m", "1h", "6h", "24h", "7d");
    private static final String DEFAULT_RANGE = "1h";

    /** What one would look for, the troubled ones first. */
    private static final List<String> STATES =
            List.of("failed,lost", "failed", "lost", "unheard", "in_bus", "received", "processing", "replayed", "done");

    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();

    MessageController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The search as it stands in the address; absent or empty for no condition. */
    record MessageForm(
            @Nullable String range,
            @Nullable String state,
            @Nullable String destination,
            @Nullable String module,
            @Nullable String cursor) {

        String usedRange() {
            return range != null && RANGES.contains(range) ? range : DEFAULT_RANGE;
        }

        @Nullable
        String usedState() {
            return state != null && STATES.contains(state) ? state : null;
        }

        /** The conditions as the API takes them, beginning at {@code now} less the range. */
        Map<String, String> filter(Instant now) {
            Map<String, String> filter = new HashMap<>();
            filter.put(
                    "from",
                    now.minus(SearchReader.RANGES.getOrDefault(usedRange(), Duration.ofHours(1)))
                            .toString());
            put(filter, "state", usedState());
            put(filter, "destination", SearchForm.given(destination));
            put(filter, "module", SearchForm.given(module));
            return filter;
        }

        private static void put(Map<String, String> filter, String name, @Nullable String value) {
            if (value != null) {
                filter.put(name, value);
            }
        }
    }

    @GetMapping("/messages")
    String messages(MessageForm form, Model model) {
        fill(form, model);
        return "messages";
    }

    /** The list alone, for the page that keeps itself fresh. */
    @GetMapping(path = "/messages", headers = "HX-Request")
    String list(MessageForm form, Model model) {
        fill(form, model);
        return "messages :: list";
    }

    private void fill(MessageForm form, Model model) {
        String cursor = SearchForm.given(form.cursor());
        Map<String, String> filter = form.filter(clock.instant());
        ScreenAddress data = ScreenAddress.of("/api/messages").withAll(filter);
        if (cursor != null) {
            filter.put("cursor", cursor);
        }
        Page<MessageLine> page = ledger.lines(MessageQueries.of(filter, ledger.lostBefore()));
        ScreenAddress address = ScreenAddress.of("/messages")
                .with("range", form.usedRange())
                .with("state", form.usedState())
                .with("destination", form.destination())
                .with("module", form.module());
        model.addAttribute("form", form);
        model.addAttribute("range", form.usedRange());
        model.addAttribute("state", form.usedState() == null ? "" : form.usedState());
        model.addAttribute("ranges", RANGES);
        model.addAttribute("states", STATES);
        model.addAttribute("messages", page.items().stream().map(MessageRow::of).toList());
        model.addAttribute("data", data);
        model.addAttribute("live", cursor == null);
        model.addAttribute("self", address.with("cursor", cursor).toString());
        model.addAttribute(
                "older",
                page.cursor() == null
                        ? null
                        : address.with("cursor", page.cursor()).toString());
        model.addAttribute("newest", cursor == null ? null : address.toString());
    }

    @GetMapping("/messages/{id}")
    String message(@PathVariable UUID id, Model model) {
        model.addAttribute("message", MessageView.of(ledger.document(id)));
        return "message";
    }

    @ExceptionHandler
    ModelAndView notFound(MessageNotFoundException unknown) {
        return ErrorScreens.screen(unknown.getStatusCode())
                .addObject("reason", unknown.getBody().getDetail());
    }
}
