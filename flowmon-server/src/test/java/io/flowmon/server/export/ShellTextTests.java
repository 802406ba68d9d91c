/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTextTests {

    /** Every ASCII character but NUL, twice in a row, and what is wide, invisible or turns the line around. */
    private static final String EVERYTHING = IntStream.range(1, 128)
                    .mapToObj(i -> Character.toString(i).repeat(2))
                    .collect(Collectors.joining())
            + "\u0085 \u00e9 \u2028 \u202e \u200b \ufeff \ud83d\ude80 \ue000 \u00a0";

    @TempDir
    Path folder;

    @Test
    void anyText_isTheVeryArgument() throws Exception {
        List<String> texts = List.of(
                EVERYTHING,
                "",
                "plain",
                "it's $HOME `id` $(touch here) !! !x \\ \"q\" ; & | > here #",
                "it's\n!x\\n\ttab\r\u001b[201~",
                "'",
                "''!",
                "\\",
                "-n");
        String command = "curl " + texts.stream().map(ShellText::quoted).collect(Collectors.joining(" "));

        assertThat(new Bash(folder).arguments(command)).containsExactlyElementsOf(texts);
        assertThat(folder.resolve("here")).doesNotExist();
    }

    @Test
    void quoted_holdsNothingThatATerminalActsOn() {
        assertThat(ShellText.quoted(EVERYTHING).codePoints())
                .noneMatch(Character::isISOControl)
                .doesNotContain(0x202e, 0x200b, 0xfeff);
    }

    @Test
    void nul_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ShellText.quoted("a\0b"));
    }
}
