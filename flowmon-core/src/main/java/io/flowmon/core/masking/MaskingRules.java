/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.List;
import java.util.Set;

/**
 * What to mask. Immutable; the built-in lists of names and headers always apply on top, unless {@link #keptNames} takes a
 * name out.
 *
 * <p>Names match ignoring case and separators. A masked name matches wherever its words stand in a field's name:
 * {@code password} also masks {@code userPassword} and {@code password_2}. A kept or allowed name must be the whole
 * name: masking reaches far, exceptions do not.
 *
 * @param mode which fields keep their values
 * @param maskedNames further names of JSON fields, XML elements and attributes, parameters, headers and business keys to
 *     mask
 * @param keptNames names that are never masked, by no name and by no shape
 * @param maskedHeaders further headers to mask; the whole name, ignoring case
 * @param maskedPaths JSON fields to mask by path from the root: {@code $.customer.name}, {@code $.items[*].note},
 *     {@code $.*.id}; array positions are ignored
 * @param allowedNames in {@link MaskingMode#ALLOW_LIST}, the names and (beginning with {@code $}) paths that keep
 *     their values, with everything inside them; {@code path}, {@code body} and {@code error_message} stand for a call's
 *     path, a text body and an exception's message
 * @param shapes values to mask by what they look like
 */
public record MaskingRules(
        MaskingMode mode,
        Set<String> maskedNames,
        Set<String> keptNames,
        Set<String> maskedHeaders,
        List<String> maskedPaths,
        Set<String> allowedNames,
        Set<ValueShape> shapes) {

    private static final MaskingRules DEFAULTS = new MaskingRules(
            MaskingMode.DENY_LIST, Set.of(), Set.of(), Set.of(), List.of(), Set.of(), Set.of(ValueShape.values()));

    public MaskingRules {
        maskedNames = Set.copyOf(maskedNames);
        keptNames = Set.copyOf(keptNames);
        maskedHeaders = Set.copyOf(maskedHeaders);
        maskedPaths = List.copyOf(maskedPaths);
        allowedNames = Set.copyOf(allowedNames);
        shapes = Set.copyOf(shapes);
    }

    /** The built-in lists and every shape. */
    public static MaskingRules defaults() {
        return DEFAULTS;
    }

    public MaskingRules withMode(MaskingMode mode) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withMaskedNames(Set<String> maskedNames) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withKeptNames(Set<String> keptNames) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withMaskedHeaders(Set<String> maskedHeaders) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withMaskedPaths(List<String> maskedPaths) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withAllowedNames(Set<String> allowedNames) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }

    public MaskingRules withShapes(Set<ValueShape> shapes) {
        return new MaskingRules(mode, maskedNames, keptNames, maskedHeaders, maskedPaths, allowedNames, shapes);
    }
}
