/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import io.flowmon.core.masking.MaskingMode;
import io.flowmon.core.masking.MaskingRules;
import io.flowmon.core.masking.ValueShape;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What must not leave the process. The built-in lists always apply on top.
 *
 * @param mode Whether everything but named fields keeps its value, or named fields alone do.
 * @param names Further names of fields, elements, parameters, headers and business keys to mask.
 * @param keep Names that are never masked.
 * @param headers Further headers to mask.
 * @param paths JSON fields to mask by path from the root, such as $.customer.name or $.items[*].note.
 * @param allow In mode allow-list, the names and paths that keep their values.
 * @param keepShapes Values that are not masked by what they look like.
 */
@ConfigurationProperties("flowmon.masking")
record MaskingProperties(
        @DefaultValue("deny-list") MaskingMode mode,
        @DefaultValue Set<String> names,
        @DefaultValue Set<String> keep,
        @DefaultValue Set<String> headers,
        @DefaultValue List<String> paths,
        @DefaultValue Set<String> allow,
        @DefaultValue Set<ValueShape> keepShapes) {

    /** From the root, by names or {@code *}; positions in brackets are ignored. */
    private static final Pattern PATH = Pattern.compile("\\$(?:\\[[^]]*])*(?:\\.[^.\\[\\]]+(?:\\[[^]]*])*)+");

    MaskingProperties {
        PropertyChecks.names("flowmon.masking.names", names);
        PropertyChecks.names("flowmon.masking.keep", keep);
        PropertyChecks.httpTokens("flowmon.masking.headers", headers);
        paths("flowmon.masking.paths", paths);
        PropertyChecks.names("flowmon.masking.allow", allow);
        paths(
                "flowmon.masking.allow",
                allow.stream().filter(name -> name.startsWith("$")).toList());
    }

    private static void paths(String property, List<String> paths) {
        for (String path : paths) {
            if (!PATH.matcher(path).matches()) {
                throw PropertyChecks.invalid(
                        property,
                        "'" + path + "' is not a path from the root.",
                        "Set paths such as $.customer.name or $.items[*].note");
            }
        }
    }

    MaskingRules rules() {
        Set<ValueShape> shapes = EnumSet.allOf(ValueShape.class);
        shapes.removeAll(keepShapes);
        return new MaskingRules(mode, names, keep, headers, paths, allow, shapes);
    }
}
