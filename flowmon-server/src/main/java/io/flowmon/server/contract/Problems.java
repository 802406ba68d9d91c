/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers the mistakes of one file. */
final class Problems {

    /** Somebody who has to mend more will look again. */
    private static final int MOST = 50;

    private final String file;
    private final List<ContractProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node where, String message) {
        add(where.getStartMark(), message);
    }

    /** Without a place it is the file's first character. */
    void add(@Nullable Mark where, String message) {
        if (where == null) {
            add(1, 1, message);
        } else {
            add(where.getLine() + 1, where.getColumn() + 1, message);
        }
    }

    void add(int line, int column, String message) {
        if (found.size() < MOST) {
            found.add(new ContractProblem(file, line, column, message));
        }
    }

    List<ContractProblem> found() {
        return List.copyOf(found);
    }
}
