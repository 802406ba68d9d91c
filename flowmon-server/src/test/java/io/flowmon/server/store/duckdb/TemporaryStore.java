/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.store.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** A new, empty store for each test. */
public final class TemporaryStore implements BeforeEachCallback, AfterEachCallback {

    private @Nullable Path folder;
    private @Nullable OpenStore store;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        Path made = Files.createTempDirectory("flowmon-store");
        folder = made;
        store = new OpenStore(made);
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException, SQLException {
        get().close();
        FileSystemUtils.deleteRecursively(Objects.requireNonNull(folder));
    }

    /** The store of the test that runs. */
    public OpenStore get() {
        return Objects.requireNonNull(store);
    }
}
