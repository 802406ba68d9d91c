/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.rules.definition.ParameterOverride;
import io.flowmon.rules.definition.RuleDefinition;
import io.flowmon.rules.definition.RuleProblemException;
import io.flowmon.rules.definition.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which change of a rule begins anew. */
class CheckpointsTests {

    private static final Path ROOT = new Path("/checkpoints");

    private static final String FILE = """
            -- name: Large order
            -- severity: info
            -- meaning: An order is large.
            -- what-to-do: Look at it.
            -- parameter: most number 10 How large it may be.
            SELECT endpoint AS alert_key FROM events WHERE elapsed_time > :most
            """;

    @TempDir
    java.nio.file.Path folder;

    @Test
    void header_mayChange() throws Exception {
        String other = FILE.replace("Large order", "Great order")
                .replace("-- parameter", "-- unit: s\n-- measure: elapsed-max most\n-- parameter");

        assertThat(of(rule(other))).isEqualTo(of(rule(FILE)));
    }

    @Test
    void queryAndValues_andWhenAnAlertIsOver_areOthers() throws Exception {
        Checkpoints before = of(rule(FILE));

        assertThat(of(rule(FILE.replace(">", ">=")))).isNotEqualTo(before);
        assertThat(of(rule(FILE.replace("number 10", "number 20")))).isNotEqualTo(before);
        assertThat(of(rule(FILE), new ParameterOverride("large-order", null, null, "most", "30")))
                .isNotEqualTo(before);
        assertThat(of(rule(FILE.replace("-- parameter", "-- resolve-after: 9min\n-- parameter"))))
                .isNotEqualTo(before);
    }

    private static Checkpoints of(RuleDefinition rule, ParameterOverride... overrides) throws RuleProblemException {
        return Checkpoints.of(ROOT, rule, List.of(overrides));
    }

    private RuleDefinition rule(String text) throws IOException {
        Files.writeString(folder.resolve("large-order.sql"), text);
        return RuleSet.load(Optional.of(folder), List.of()).rules().stream()
                .filter(one -> one.id().equals("large-order"))
                .findFirst()
                .orElseThrow();
    }
}
