/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryScopeTests {

    private final AtomicBoolean clientGone = new AtomicBoolean();
    private final List<String> closed = new ArrayList<>();
    private final QueryScope request = QueryScope.open(clientGone::get);

    @AfterEach
    void close() {
        request.close();
        assertThat(QueryScope.current()).isNull();
    }

    @Test
    void inner_ends_closesItsOwnAndLeavesTheRequests() {
        request.whenClosed(() -> closed.add("request"));

        int answer = QueryScope.inner(() -> {
            current().whenClosed(() -> closed.add("inner"));
            return 42;
        });

        assertThat(answer).isEqualTo(42);
        assertThat(closed).containsExactly("inner");
        assertThat(current()).isSameAs(request);
    }

    @Test
    void innerIf_answerIsKept_closesWithTheRequests() {
        assertThat(QueryScope.innerIf(answer -> answer > 1, () -> answered(2))).contains(2);

        assertThat(QueryScope.current()).isSameAs(request);
        assertThat(closed).isEmpty();
        request.close();
        assertThat(closed).containsExactly("inner");
    }

    @Test
    void innerIf_answerIsNotKept_closesItsOwn() {
        assertThat(QueryScope.innerIf(answer -> answer > 2, () -> answered(2))).isEmpty();

        assertThat(closed).containsExactly("inner");
    }

    @Test
    void inner_fails_closesItsOwnToo() {
        assertThatThrownBy(() -> QueryScope.inner(() -> {
                    current().whenClosed(() -> closed.add("inner"));
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");

        assertThat(closed).containsExactly("inner");
        assertThat(current()).isSameAs(request);
    }

    @Test
    void inner_clientGone_isAbandonedAsWell() {
        clientGone.set(true);

        assertThat(QueryScope.inner(() -> current().isAbandoned())).isTrue();
    }

    private static QueryScope current() {
        return Objects.requireNonNull(QueryScope.current());
    }

    private int answered(int answer) {
        current().whenClosed(() -> closed.add("inner"));
        return answer;
    }
}
