/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Identified messages for any bus: pack, send, unpack, handle. For programs without Spring, and for buses that nothing
 * else here knows.
 */
@NullMarked
package io.flowmon.core.message;

import org.jspecify.annotations.NullMarked;
