/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

/**
 * A contract drawn from flows.
 *
 * @param text as a contract's file
 * @param leftOut those that it was not drawn from
 */
public record DraftedContract(String text, LeftOut leftOut) {}
