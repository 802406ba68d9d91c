/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

/** One level of a JSON or XML document while it is copied. Reused from document to document. */
final class Scope {

    /** A longer text names no field. */
    static final int MAX_LABEL = 64;

    /** What decides about the next value: its property's rule, or, in an array, that of the array. */
    NameRule rule = NameRule.UNNAMED;

    /** Allow-list mode: everything in this object or array may be shown. */
    boolean allowed;

    /** Allow-list mode: the next value may be shown. */
    boolean valueAllowed;

    /** A label in this XML element said that the value beside it is sensitive. */
    boolean labelsSecret;

    /** What a label in this JSON object said about the value beside it; read only if there is one. */
    final char[] label = new char[MAX_LABEL];

    int labelLength;

    /** The path ends with the name of a property of this object. */
    boolean inPath;

    Scope root(NameRule rule) {
        return reset(rule, rule.allowed());
    }

    Scope inside(Scope parent, boolean object) {
        return reset(object ? NameRule.UNNAMED : parent.rule, parent.valueAllowed);
    }

    /** An XML element inside another. */
    Scope element(Scope parent, NameRule rule) {
        return reset(rule, parent.allowed || rule.allowed());
    }

    private Scope reset(NameRule rule, boolean allowed) {
        this.rule = rule;
        this.allowed = allowed;
        this.valueAllowed = allowed;
        this.labelsSecret = false;
        this.labelLength = 0;
        this.inPath = false;
        return this;
    }
}
