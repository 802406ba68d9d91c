/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.rules.definition;

/**
 * A value that a rule leaves to those who use it; {@code :name} stands for it in the SQL.
 *
 * @param defaultValue as written, for instance {@code 300ms}
 * @param meaning for people
 */
public record Parameter(String name, ParameterType type, String defaultValue, String meaning) {}
