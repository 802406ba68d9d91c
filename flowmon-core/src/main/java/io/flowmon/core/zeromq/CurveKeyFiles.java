/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.zeromq;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZCert;
import org.zeromq.ZConfig;

/**
 * Files with CURVE keys, in ZeroMQ's own certificate format, as CZMQ and PyZMQ write and read them: one file with both
 * keys, which its owner alone may read, and one with the public key.
 */
public final class CurveKeyFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private CurveKeyFiles() {}

    /**
     * Makes a new pair and writes both keys to a file that its owner alone may read.
     *
     * @throws IOException if it cannot be written, or is there already
     */
    public static CurveKeys create(Path secretFile) throws IOException {
        CurveKeys keys = CurveKeys.create();
        Path folder = secretFile.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileAttribute<?>[] ownerOnly = POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(secretFile, ownerOnly);
        try (Writer writer = Files.newBufferedWriter(secretFile)) {
            new ZCert(keys.publicKey(), keys.secretKey()).saveSecret(writer);
        }
        return keys;
    }

    /**
     * Writes a public key to a new file.
     *
     * @throws IOException if it cannot be written, or is there already
     */
    public static void writePublic(String publicKey, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            new ZCert(publicKey).savePublic(writer);
        }
    }

    /**
     * Reads a file with both keys.
     *
     * @throws CurveKeyException if it holds none, or if others than its owner may read it
     * @throws IOException if it cannot be read
     */
    public static CurveKeys read(Path secretFile) throws IOException {
        requireOwnerOnly(secretFile);
        ZConfig certificate = load(secretFile);
        return new CurveKeys(key(certificate, "public-key", secretFile), key(certificate, "secret-key", secretFile));
    }

    /**
     * Reads the public key of a file.
     *
     * @throws CurveKeyException if it holds none
     * @throws IOException if it cannot be read
     */
    public static String readPublic(Path file) throws IOException {
        String key = key(load(file), "public-key", file);
        return CurveKeys.requireKey(key, "public key in " + file);
    }

    private static ZConfig load(Path file) throws IOException {
        try {
            return ZConfig.load(file.toString());
        } catch (ZConfig.ReadException notACertificate) {
            throw new CurveKeyException(file + " is not a file of keys as 'flowmon-server keys' makes them.");
        }
    }

    private static String key(ZConfig certificate, String name, Path file) {
        @Nullable String key = certificate.getValue("curve/" + name);
        if (key == null) {
            throw new CurveKeyException(file + " holds no " + name + ".");
        }
        return key;
    }

    /** The group may read: that is how Kubernetes hands a secret to a process that is not root. */
    private static void requireOwnerOnly(Path file) throws IOException {
        if (POSIX && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
            throw new CurveKeyException(
                    file + " holds a secret key, and others may read or change it: run chmod 600 " + file + ".");
        }
    }
}
