/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleSqlTests {

    private static final String HEADER = """
            -- name: Name
            -- severity: info
            -- meaning: Meaning.
            -- what-to-do: Nothing.
            -- parameter: limit duration 300ms Limit.
            -- parameter: size interval 1min Size.
            -- parameter: share number 0.5 Share.
            """;
    private static final int QUERY_LINE = 8;

    @Test
    void of_withoutOverrides_hasTheDefaults() throws Exception {
        assertThat(query(":limit, :size, :share")).isEqualTo("0.3E0, INTERVAL '60' SECOND(2), 0.5E0");
    }

    @Test
    void of_placesThatAreNoParameters_stayAsTheyAre() throws Exception {
        String query = "':limit' `:limit` \":limit\" a::b 'it''s :limit' /* :limit */ -- :limit\n1";

        assertThat(query(query)).isEqualTo(query);
    }

    @Test
    void of_semicolonAtTheEnd_isLeftOut() throws Exception {
        assertThat(query("SELECT 1;\n")).isEqualTo("SELECT 1");
    }

    @Test
    void of_overrides_theMostSpecificComesFirst() throws Exception {
        String query = query(
                ":limit",
                override("limit", null, null, "1s"),
                override("limit", "it's", null, "2s"),
                override("limit", null, "GET /a", "3s"),
                override("limit", "orders", "GET /a", "4s"));

        assertThat(query)
                .isEqualTo("(CASE WHEN module_type = 'orders' AND endpoint = 'GET /a' THEN 4.0E0"
                        + " WHEN endpoint = 'GET /a' THEN 3.0E0 WHEN module_type = 'it''s' THEN 2.0E0 ELSE 1.0E0 END)");
    }

    @Test
    void of_unknownParameter_namesItsPlace() {
        assertThatThrownBy(() -> query("SELECT\n  :limits"))
                .hasMessage("mine.sql:" + (QUERY_LINE + 1) + ":3: there is no parameter \"limits\"");
    }

    @Test
    void of_valueForNoParameter_isRefused() {
        assertThatThrownBy(() -> query("1", override("limits", null, null, "1s")))
                .hasMessageContaining("\"limits\", which is no parameter");
    }

    @Test
    void of_valueThatIsNone_isRefused() {
        assertThatThrownBy(() -> query("1", override("limit", null, null, "long")))
                .hasMessageContaining("the value that is set for limit, \"long\", is no duration");
    }

    @Test
    void of_intervalForOneModule_isRefused() {
        assertThatThrownBy(() -> query("1", override("size", "orders", null, "1s")))
                .hasMessageContaining("the same for all modules and endpoints");
    }

    @Test
    void problem_behindParameters_isAtItsPlaceInTheFile() throws Exception {
        String query = "SELECT :limit, :size, wrong, :share";
        RuleSql sql = RuleSql.of(rule(query), List.of(override("limit", "a-long-name", null, "1s")));
        String line = sql.text().lines().toList().get(QUERY_LINE - 1);

        for (String word : List.of("SELECT", "wrong")) {
            RuleProblem problem = sql.problem(QUERY_LINE, line.indexOf(word) + 1, "why");
            assertThat(problem).isEqualTo(new RuleProblem("mine.sql", QUERY_LINE, query.indexOf(word) + 1, "why"));
        }
        assertThat(sql.problem(QUERY_LINE, line.indexOf("INTERVAL") + 4, "why").column())
                .isEqualTo(query.indexOf(":size") + 1);
    }

    private static String query(String query, ParameterOverride... overrides) throws RuleProblemException {
        String text = RuleSql.of(rule(query), List.of(overrides)).text();
        return text.substring(HEADER.length());
    }

    private static RuleDefinition rule(String query) throws RuleProblemException {
        return RuleFileReader.read("mine.sql", "mine.sql", HEADER + query);
    }

    private static ParameterOverride override(
            String parameter, @Nullable String module, @Nullable String endpoint, String value) {
        return new ParameterOverride("mine", module, endpoint, parameter, value);
    }
}
