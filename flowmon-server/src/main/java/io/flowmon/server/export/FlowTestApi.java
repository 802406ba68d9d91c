/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.export;

import io.flowmon.server.api.Parameters;
import io.flowmon.server.api.QueryParameters;
import io.flowmon.server.flow.Flow;
import io.flowmon.server.flow.Flows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One flow as the source of a JUnit test. */
@RestController
class FlowTestApi {

    private static final MediaType JAVA = new MediaType("text", "x-java-source", StandardCharsets.UTF_8);
    private static final int LONGEST_PACKAGE = 200;

    private final Flows flows;

    FlowTestApi(Flows flows) {
        this.flows = flows;
    }

    @GetMapping("/api/flows/{correlationId}/test")
    @QueryParameters({"module", "package"})
    ResponseEntity<String> test(
            @PathVariable String correlationId,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(name = "package", required = false) @Nullable String packageName) {
        String wantedPackage = packageName(Parameters.text(packageName));
        Flow flow = flows.get(correlationId);
        TestClass test = TestClass.of(whole(flow), module(flow, Parameters.text(module)), wantedPackage);
        ContentDisposition file =
                ContentDisposition.attachment().filename(test.name() + ".java").build();
        return ResponseEntity.ok()
                .contentType(JAVA)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(test.source());
    }

    private static Flow whole(Flow flow) {
        if (flow.isCut()) {
            throw new NotExportableException("It has " + flow.storedEvents() + " events, more than one answer holds.");
        }
        return flow;
    }

    private static @Nullable String module(Flow flow, @Nullable String module) {
        if (module != null && !flow.modules().contains(module)) {
            throw Parameters.wrong("module must be one of this flow: " + String.join(", ", flow.modules()));
        }
        return module;
    }

    private static @Nullable String packageName(@Nullable String name) {
        if (name != null && (name.length() > LONGEST_PACKAGE || !isPackage(name))) {
            throw Parameters.wrong("package must be the name of a Java package, such as com.example.shop");
        }
        return name;
    }

    /** In ASCII, so that the source means the same in whatever encoding it is compiled. */
    private static boolean isPackage(String name) {
        return name.chars().allMatch(character -> character > ' ' && character < 0x7f)
                && Arrays.stream(name.split("\\.", -1))
                        .allMatch(part -> SourceVersion.isIdentifier(part) && !SourceVersion.isKeyword(part));
    }
}
