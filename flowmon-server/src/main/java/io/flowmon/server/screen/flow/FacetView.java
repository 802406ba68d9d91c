/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.screen.flow;

import io.flowmon.server.screen.ScreenAddress;
import io.flowmon.server.screen.SearchForm;
import io.flowmon.server.store.FlowFacets;
import io.flowmon.server.store.FlowFacets.Facet;
import io.flowmon.server.text.VisibleText;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What flows could be narrowed by, of one kind.
 *
 * @param title the key of its heading
 * @param list id of the list of suggestions that it makes for a field of the search
 * @param first those that stand there at once
 * @param more those behind them
 * @param omitted how many others there are
 */
record FacetView(String title, String list, List<Value> first, List<Value> more, long omitted) {

    private static final int SHOWN_AT_ONCE = 8;

    /**
     * A value.
     *
     * @param value as it stands in the events
     * @param text for reading
     * @param chosen whether it is asked for; its link then leads to the flows without this condition
     */
    record Value(String value, String text, long flows, boolean chosen, String address) {}

    static List<FacetView> of(FlowFacets facets, FlowSearch search) {
        SearchForm form = search.form();
        ScreenAddress here = search.address();
        return Stream.of(
                        of(
                                "search.module",
                                "modules",
                                facets.modules(),
                                is(form.module()),
                                // An endpoint is a module's.
                                module -> here.with("module", module)
                                        .with("endpoint", null)
                                        .toString()),
                        of(
                                "search.endpoint",
                                "endpoints",
                                facets.endpoints(),
                                is(form.endpoint()),
                                endpoint -> here.with("endpoint", endpoint).toString()),
                        of("search.outcome", "outcomes", facets.outcomes(), is(form.outcome()), outcome -> here.with(
                                        "outcome", outcome)
                                .toString()),
                        of(
                                "search.keys",
                                "key-names",
                                facets.businessKeys(),
                                name -> false,
                                name -> here.with("key_name", name) + "#key-value"))
                .filter(facet -> !facet.first().isEmpty())
                .toList();
    }

    private static Predicate<String> is(@Nullable String chosen) {
        String given = SearchForm.given(chosen);
        return value -> Objects.equals(value, given);
    }

    private static FacetView of(
            String title,
            String list,
            Facet facet,
            Predicate<String> chosen,
            Function<@Nullable String, String> address) {
        List<Value> values = facet.values().stream()
                .map(one -> {
                    boolean isChosen = chosen.test(one.value());
                    return new Value(
                            one.value(),
                            VisibleText.of(one.value()),
                            one.flows(),
                            isChosen,
                            address.apply(isChosen ? null : one.value()));
                })
                .toList();
        int shown = Math.min(values.size(), SHOWN_AT_ONCE);
        return new FacetView(
                title, list, values.subList(0, shown), values.subList(shown, values.size()), facet.omitted());
    }
}
