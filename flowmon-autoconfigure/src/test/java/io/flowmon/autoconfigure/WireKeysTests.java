/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import io.flowmon.core.zeromq.CurveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WireKeysTests {

    private static final String SERVER = CurveKeys.create().publicKey();

    @TempDir
    Path folder;

    @Test
    void of_nothingSet_isPlain() {
        assertThat(WireKeys.of(List.of(), null)).isNull();
    }

    @Test
    void of_fileNotThere_isMadeOnce() throws IOException {
        Path file = folder.resolve("keys/orders.key_secret");

        CurveSettings first = WireKeys.of(List.of(SERVER), file);
        CurveSettings second = WireKeys.of(List.of(SERVER), file);

        assertThat(first).isNotNull().isEqualTo(second);
        assertThat(CurveKeyFiles.read(file)).isEqualTo(first.keys());
    }

    @Test
    void of_whatCannotBeUsed_namesThePropertyAndSaysWhatToSet() throws IOException {
        Path open = folder.resolve("open.key_secret");
        CurveKeyFiles.create(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertRefused(List.of(), open, "flowmon.server-key", "It is missing");
        assertRefused(List.of("short"), open, "flowmon.server-key", "has 5 characters");
        assertRefused(List.of(SERVER), null, "flowmon.key-file", "It is missing");
        assertRefused(List.of(SERVER), open, "flowmon.key-file", "chmod 600");
        assertRefused(List.of(SERVER), folder, "flowmon.key-file", "can neither be read nor made");
    }

    @Test
    void properties_twoServerKeys_areBothTaken() {
        String other = CurveKeys.create().publicKey();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlowmonAutoConfiguration.class))
                .withPropertyValues(
                        "flowmon.sender.shutdown=0ms",
                        "flowmon.server-key=" + SERVER + "," + other,
                        "flowmon.key-file=" + folder.resolve("own"))
                .run(context -> assertThat(
                                context.getBean(FlowmonProperties.class).serverKey())
                        .containsExactly(SERVER, other));
    }

    private static void assertRefused(List<String> serverKeys, @Nullable Path file, String property, String reason) {
        assertThatExceptionOfType(InvalidFlowmonPropertyException.class)
                .isThrownBy(() -> WireKeys.of(serverKeys, file))
                .satisfies(refused -> {
                    assertThat(refused.property()).isEqualTo(property);
                    assertThat(refused.reason()).contains(reason);
                });
    }
}
