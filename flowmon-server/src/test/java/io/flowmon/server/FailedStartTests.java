/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

    private static final Map<String, String> DEFAULTS =
            Map.of("server.port", "0", "flowmon.server.zeromq.port", "0", "flowmon.server.data", "FOLDER/data");

    @TempDir
    Path folder;

    @Test
    void start_zeroMqPortBusy_namesPortAndSetting(CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start("--flowmon.server.zeromq.port=" + taken.getLocalPort());

            assertThat(output).contains("Port " + taken.getLocalPort(), "flowmon.server.zeromq.port");
        }
    }

    @Test
    void start_vaultKeyThatIsNone_isNamed_andNotTold(CapturedOutput output) {
        start("--flowmon.server.vault.keys.k1=geheim!");

        assertThat(output)
                .contains("flowmon.server.vault.keys.k1", "The key is not base64.")
                .doesNotContain("geheim!");
    }

    @Test
    void start_vaultKeyWithoutAName_isNotTold(CapturedOutput output) {
        start("--flowmon.server.vault.keys=geheim!");

        assertThat(output)
                .contains("'flowmon.server.vault.keys' cannot be used", "flowmon.server.vault.keys.<name>")
                .doesNotContain("geheim!");
    }

    @Test
    void start_openAddress_saysWhatToSet(CapturedOutput output) {
        start("--server.address=0.0.0.0");
        assertThat(output).contains("server.address=0.0.0.0", "flowmon.server.allow-open=true");
    }

    @Test
    void start_emptyAddress_isAnOpenOne(CapturedOutput output) {
        start("--server.address=");
        assertThat(output).contains("server.address=0.0.0.0", "flowmon.server.allow-open=true");
    }

    @Test
    void start_openZeroMqAddress_saysWhatToSet(CapturedOutput output) {
        start("--flowmon.server.zeromq.address=0.0.0.0");
        assertThat(output).contains("flowmon.server.zeromq.address=0.0.0.0", "flowmon.server.allow-open=true");
    }

    @ParameterizedTest
    @CsvSource({
        "flowmon.server.zeromq.max-payload, 4GB, flowmon.server.zeromq.maxPayload, at least 1KB and at most 1GB",
        "flowmon.server.zeromq.max-frame, -1B, flowmon.server.zeromq.maxFrame, at least 1KB and at most 1GB",
        "flowmon.server.http.max-request, 0, flowmon.server.http.maxRequest, at least 1KB and at most 1GB",
        "flowmon.server.store.queue, 0, flowmon.server.store.queue, at least 1MB and at most 64GB",
        "flowmon.server.query.timeout, 0s, flowmon.server.query.timeout, Reason",
        "flowmon.server.query.answer-size, 2GB, flowmon.server.query.answerSize, at least 64KB and at most 1GB"
    })
    void start_sizeOrTimeOutOfRange_namesSettingAndRange(
            String setting, String value, String told, String reason, CapturedOutput output) {
        start("--" + setting + "=" + value);
        assertThat(output).contains(told, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "job-manager=jobmanager:8081, job-manager, no http or https address",
        "job-manager=http://127.0.0.1:1, checkpoints, It is missing",
        "job-manager=http://127.0.0.1:1 checkpoints=/shared, checkpoints, has no scheme",
        "job-manager=http://127.0.0.1:1 checkpoints=file:///shared, bootstrap-servers, It is missing",
        "job-manager=http://127.0.0.1:1 checkpoints=file:///shared bootstrap-servers=127.0.0.1:1 retention=5m, retention, PT10M",
        "topics=a/b, topics, must match"
    })
    void start_clusterThatCannotBe_namesSettingAndReason(
            String settings, String told, String reason, CapturedOutput output) {
        start(Arrays.stream(settings.split(" "))
                .map(setting -> "--flowmon.server.rules.cluster." + setting)
                .toArray(String[]::new));
        assertThat(output).contains("flowmon.server.rules.cluster." + told, reason);
    }

    @Test
    void start_plainPassword_saysHowToHashIt(CapturedOutput output) {
        start("--flowmon.server.users.anna.password=secret-in-plain");
        assertThat(output)
                .contains("flowmon.server.users.anna.password", "bin/flowmon-server hash-password")
                .doesNotContain("secret-in-plain");
    }

    @ParameterizedTest
    @CsvSource({
        "type=webhook, team.url, It is missing",
        "type=slack url=ftp://example.org/x, team.url, not the address of a web server",
        "type=webhook url=http://localhost/x secret=short, team.secret, shorter than 16 bytes",
        "type=webhook url=http://localhost/x secret=whsec_***, team.secret, not base64",
        "type=mail, team.to, Nobody would get the mail",
        "type=mail to=a@example.org, team.from, It is missing",
        "type=mail to=a@example.org from=b@example.org, team, spring.mail.host",
        "severity=info, team.type, It is missing"
    })
    void start_channelThatCannotWork_namesSettingAndReason(
            String settings, String told, String reason, CapturedOutput output) {
        start(Arrays.stream(settings.split(" "))
                .map(setting -> "--flowmon.server.alerts.channels.team." + setting)
                .toArray(String[]::new));
        assertThat(output).contains("flowmon.server.alerts.channels." + told, reason);
    }

    @Test
    void start_keyFileMissing_saysHowToMakeIt(CapturedOutput output) {
        start(
                "--flowmon.server.zeromq.curve.key-file=" + folder.resolve("none"),
                "--flowmon.server.zeromq.curve.senders=" + folder);
        assertThat(output).contains("flowmon.server.zeromq.curve.key-file", "bin/flowmon-server keys");
    }

    @Test
    void start_dataFolderIsAFile_saysWhatToSet(CapturedOutput output) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        start("--flowmon.server.data=" + file);
        assertThat(output).contains(file.toString(), "set flowmon.server.data");
    }

    private void start(String... given) {
        SpringApplication application = new SpringApplication(FlowmonServer.class);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        List<String> arguments = new ArrayList<>(List.of(given));
        DEFAULTS.forEach((name, value) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith("--" + name))) {
                arguments.add("--" + name + "=" + value.replace("FOLDER", folder.toString()));
            }
        });
        assertThatThrownBy(
                        () -> application.run(arguments.toArray(String[]::new)).close())
                .isInstanceOf(RuntimeException.class);
    }
}
