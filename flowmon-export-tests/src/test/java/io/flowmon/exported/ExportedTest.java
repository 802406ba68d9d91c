/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.exported;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A test as the server gave it.
 *
 * @param folder where its source is
 * @param name of the class, without its package
 */
record ExportedTest(Path folder, String name) {

    /** Saves the answer under the name that it suggests. */
    static ExportedTest save(HttpResponse<String> answer, Path folder) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String disposition = answer.headers().firstValue("Content-Disposition").orElseThrow();
        String name = disposition.substring(disposition.indexOf('"') + 1, disposition.lastIndexOf('"'));
        Files.writeString(folder.resolve(name), answer.body());
        return new ExportedTest(folder, name.replace(".java", ""));
    }

    /** Compiles it against this class path, without a warning. */
    ExportedTest compile() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "-Xlint:all,-processing,-classfile,-path",
                        "-Werror",
                        "-proc:none",
                        "-encoding",
                        "US-ASCII",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file().toString());
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return this;
    }

    /** Runs it as a build does. */
    TestExecutionSummary run(String packageName) throws IOException, ClassNotFoundException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL classes = folder.toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, before)) {
            thread.setContextClassLoader(loader);
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(packageName + "." + name)))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(1);
            return listener.getSummary();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    String source() throws IOException {
        return Files.readString(file());
    }

    private Path file() {
        return folder.resolve(name + ".java");
    }
}
