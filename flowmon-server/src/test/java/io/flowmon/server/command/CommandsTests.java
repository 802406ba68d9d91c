/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.server.access.token.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

@ExtendWith(OutputCaptureExtension.class)
class CommandsTests {

    @TempDir
    Path folder;

    @Test
    void isCommand_settingsAreNone() {
        assertThat(Commands.isCommand(new String[] {})).isFalse();
        assertThat(Commands.isCommand(new String[] {"--server.port=1"})).isFalse();
        assertThat(Commands.isCommand(new String[] {"keys"})).isTrue();
    }

    @Test
    void keys_writesBothFilesAndShowsThePublicKeyAlone(CapturedOutput output) throws IOException {
        Path name = folder.resolve("keys/server");

        assertThat(Commands.run("keys", name.toString())).isZero();

        var keys = CurveKeyFiles.read(Path.of(name + ".key_secret"));
        assertThat(CurveKeyFiles.readPublic(Path.of(name + ".key"))).isEqualTo(keys.publicKey());
        assertThat(output).contains(keys.publicKey(), keys.fingerprint()).doesNotContain(keys.secretKey());
        assertThat(Commands.run("keys", name.toString())).isNotZero();
        assertThat(output).contains("is there already");
        assertThat(CurveKeyFiles.read(Path.of(name + ".key_secret"))).isEqualTo(keys);
    }

    @Test
    void newToken_showsATokenAndItsHash(CapturedOutput output) {
        assertThat(Commands.run("new-token", "nginx", "--role", "viewer")).isZero();

        Matcher token = Pattern.compile("Bearer (\\S+)").matcher(output);
        assertThat(token.find()).isTrue();
        assertThat(output)
                .contains("flowmon.server.tokens.nginx.sha256=" + Tokens.hash(token.group(1)))
                .contains("flowmon.server.tokens.nginx.roles=viewer");
    }

    @Test
    void hashPassword_ofTheInput_fits(CapturedOutput output) {
        assertThat(withInput("correct horse battery\n")).isZero();

        Matcher hash = Pattern.compile("\\{bcrypt}\\S+").matcher(output);
        assertThat(hash.find()).isTrue();
        assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder()
                        .matches("correct horse battery", hash.group()))
                .isTrue();
        assertThat(withInput("short\n")).isNotZero();
    }

    @Test
    void run_unknownCommand_saysWhichThereAre(CapturedOutput output) {
        assertThat(Commands.run("nonsense")).isNotZero();
        assertThat(output).contains("keys", "new-token", "hash-password");
    }

    /** With the rule and the scenario that docs/rules.md shows. */
    @Test
    void testRules_theDocumentsOwnExample_isAsExpected_andAChangedOneIsNot(CapturedOutput output) throws Exception {
        String document = Files.readString(Path.of("..", "docs", "rules.md"));
        Files.writeString(folder.resolve("large-answer.sql"), block(document, "```sql\n-- name:", "```"));
        String scenario = block(document, "```\n# One export", "```");
        Files.writeString(folder.resolve("long.scenario"), scenario);
        assertThat(Commands.run("test-rules", folder.toString())).isZero();
        assertThat(output.getAll().lines().filter(line -> !line.isBlank()))
                .containsExactly("as expected: " + folder.resolve("long.scenario"));

        Files.writeString(folder.resolve("wrong.scenario"), scenario.replace("count=1", "count=2"));
        Files.writeString(folder.resolve("unreadable.scenario"), "rule large-answer\nexpect much");
        assertThat(Commands.run("test-rules", folder.toString())).isEqualTo(1);
        assertThat(output)
                .contains("as expected: " + folder.resolve("long.scenario"))
                .contains("wrong.scenario:8: not there: open 'reports GET /export/all' count=2")
                .contains("unreadable.scenario:2: an alert is expected to be open or resolved");
    }

    private static String block(String document, String begin, String end) {
        int from = document.indexOf(begin) + begin.indexOf('\n') + 1;
        return document.substring(from, document.indexOf(end, from));
    }

    private static int withInput(String text) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Commands.run("hash-password");
        } finally {
            System.setIn(before);
        }
    }
}
