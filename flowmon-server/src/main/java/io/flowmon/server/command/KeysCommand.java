/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.command;

import io.flowmon.core.zeromq.CurveKeyFiles;
import io.flowmon.core.zeromq.CurveKeys;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key pair, for the server or for a sender. */
@Command(
        name = "keys",
        description =
                "Makes a pair of CURVE keys: NAME.key_secret, for its owner alone, and NAME.key, to be passed on.")
final class KeysCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Path of the files, without their endings, such as keys/server.")
    @SuppressWarnings("NullAway.Init")
    private Path name;

    @Override
    public Integer call() throws IOException {
        Path secret = Path.of(name + ".key_secret");
        Path open = Path.of(name + ".key");
        if (Files.exists(open)) {
            throw new FileAlreadyExistsException(open + " is there already");
        }
        CurveKeys keys;
        try {
            keys = CurveKeyFiles.create(secret);
        } catch (FileAlreadyExistsException there) {
            throw new FileAlreadyExistsException(secret + " is there already");
        }
        CurveKeyFiles.writePublic(keys.publicKey(), open);
        spec.commandLine()
                .getOut()
                .printf(
                        "secret key:  %s%npublic key:  %s (%s)%nfingerprint: %s%n",
                        secret, keys.publicKey(), open, keys.fingerprint());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
