/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.autoconfigure.test.SealedEvents;
import io.flowmon.core.encoding.EventEncoder;
import io.flowmon.core.vault.PayloadSealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class VaultPropertiesTests {

    private static final String KEY = "flowmon.vault.key=" + SealedEvents.KEY;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FlowmonAutoConfiguration.class))
            .withPropertyValues("spring.application.name=orders", "flowmon.sender.shutdown=0ms");

    @TempDir
    Path folder;

    @Test
    void byDefault_nothingIsSealed() {
        runner.run(context ->
                assertThat(context.getBean(EventEncoder.class).sealer()).isNull());
    }

    @Test
    void key_isUsedByItsName() {
        runner.withPropertyValues(KEY, "flowmon.vault.key-id=k1", "flowmon.vault.max-size=1KB")
                .run(context -> assertThat(context.getBean(EventEncoder.class).sealer())
                        .isNotNull()
                        .returns("k1", PayloadSealer::keyId)
                        .returns(1024, PayloadSealer::maxSize));
    }

    @Test
    void keyFile_isRead() throws IOException {
        Path file = keyFile("rw-------");

        runner.withPropertyValues("flowmon.vault.key-file=" + file)
                .run(context -> assertThat(context.getBean(EventEncoder.class).sealer())
                        .isNotNull()
                        .returns("default", PayloadSealer::keyId));
    }

    @Test
    void keyFile_thatOthersMayRead_stopsTheStart() throws IOException {
        assertRefused("flowmon.vault.key-file", "run chmod 600", "flowmon.vault.key-file=" + keyFile("rw-r--r--"));
    }

    @Test
    void keyFile_thatIsNotThere_stopsTheStart() {
        assertRefused("flowmon.vault.key-file", "cannot be read", "flowmon.vault.key-file=" + folder.resolve("none"));
    }

    @Test
    void keyAndKeyFile_stopTheStart() {
        assertRefused("flowmon.vault.key", "and flowmon.vault.key-file as well", KEY, "flowmon.vault.key-file=/k");
    }

    @Test
    void sizeThatDoesNotFitIntoABatch_stopsTheStart() {
        assertRefused("flowmon.vault.max-size", "It must be at most 131072 bytes", KEY, "flowmon.vault.max-size=129KB");
    }

    private void assertRefused(String property, String reason, String... properties) {
        runner.withPropertyValues(properties).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(InvalidFlowmonPropertyException.class, error -> {
                    assertThat(error.property()).isEqualTo(property);
                    assertThat(error.reason()).contains(reason).doesNotContain(SealedEvents.KEY);
                }));
    }

    private Path keyFile(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("vault.key"), SealedEvents.KEY + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
