/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Copies one JSON value from a parser to a target, masked, token by token. Numbers keep every digit as written. */
final class JsonMasker {

    private final ValueMasker values;
    private final PathRules maskedPaths;
    private final PathRules allowedPaths;
    private final boolean followsPaths;

    private final @Nullable Scope[] scopes = new Scope[Masker.MAX_DEPTH + 1];
    private final List<String> path = new ArrayList<>();

    JsonMasker(ValueMasker values, PathRules maskedPaths, PathRules allowedPaths) {
        this.values = values;
        this.maskedPaths = maskedPaths;
        this.allowedPaths = allowedPaths;
        this.followsPaths = !maskedPaths.isEmpty() || !allowedPaths.isEmpty();
    }

    /**
     * Copies the value that the parser's current token begins, as the value of a field with the rule {@code rule}.
     *
     * @throws tools.jackson.core.JacksonException if the input is not JSON; a part was then written
     */
    void copy(JsonParser parser, JsonTarget out, NameRule rule) {
        path.clear();
        int depth = 0;
        Scope scope = scope(0).root(rule);
        do {
            JsonToken token = parser.currentToken();
            switch (token) {
                case START_OBJECT -> {
                    out.token(token);
                    scope = scope(++depth).inside(scope, true);
                }
                case START_ARRAY -> {
                    out.token(token);
                    scope = scope(++depth).inside(scope, false);
                }
                case END_OBJECT -> {
                    out.token(token);
                    if (scope.inPath) {
                        path.remove(path.size() - 1);
                    }
                    scope = scope(--depth);
                }
                case END_ARRAY -> {
                    out.token(token);
                    scope = scope(--depth);
                }
                case PROPERTY_NAME -> property(parser, out, scope);
                default -> scalar(parser, out, scope, token);
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private Scope scope(int depth) {
        Scope scope = scopes[depth];
        if (scope == null) {
            scope = new Scope();
            scopes[depth] = scope;
        }
        return scope;
    }

    private void property(JsonParser parser, JsonTarget out, Scope scope) {
        String name = parser.currentName();
        NameRule rule = values.rule(name);
        boolean masked = rule.masked() || (rule.labelled() && scope.labelLength > 0 && labelsSecret(scope));
        boolean allowed = scope.allowed || rule.allowed();
        if (followsPaths) {
            enter(scope, name);
            masked |= maskedPaths.matches(path);
            allowed |= allowedPaths.matches(path);
        }
        scope.rule = rule;
        scope.valueAllowed = allowed;
        out.name(name, values.name(name));
        if (masked && parser.nextToken() != JsonToken.VALUE_NULL) {
            out.replace(parser, values.mask());
        } else if (masked) {
            out.token(JsonToken.VALUE_NULL);
        }
    }

    /** Decided only now: most labels are names of things, and no value stands beside them. */
    private boolean labelsSecret(Scope scope) {
        return values.rule(new String(scope.label, 0, scope.labelLength)).masked();
    }

    private void enter(Scope scope, String name) {
        if (scope.inPath) {
            path.set(path.size() - 1, name);
        } else {
            path.add(name);
            scope.inPath = true;
        }
    }

    private void scalar(JsonParser parser, JsonTarget out, Scope scope, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            out.token(token);
            return;
        }
        if (values.masksWhole(scope.rule, scope.valueAllowed)) {
            out.replace(parser, values.mask());
            return;
        }
        switch (token) {
            case VALUE_STRING -> string(parser, out, scope);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, out, scope, token);
            case VALUE_TRUE, VALUE_FALSE -> out.token(token);
            default -> out.replace(parser, values.mask());
        }
    }

    private void string(JsonParser parser, JsonTarget out, Scope scope) {
        char[] text = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (scope.rule.label() && length <= Scope.MAX_LABEL) {
            System.arraycopy(text, from, scope.label, 0, length);
            scope.labelLength = length;
        }
        if (scope.rule.kept() || !values.changes(text, from, from + length, true)) {
            out.unchanged(JsonToken.VALUE_STRING, text, from, length);
        } else {
            out.replace(parser, values.changed());
        }
    }

    private void number(JsonParser parser, JsonTarget out, Scope scope, JsonToken token) {
        char[] text = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (length >= CardNumbers.MIN_DIGITS && !scope.rule.kept() && CardNumbers.isCard(text, from, length)) {
            out.replace(parser, values.mask());
        } else {
            out.unchanged(token, text, from, length);
        }
    }
}
