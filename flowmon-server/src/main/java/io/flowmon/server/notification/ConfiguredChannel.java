/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.notification;

import io.flowmon.server.settings.AlertSettings;

/**
 * A channel as it was set up.
 *
 * @param target where its messages go, as far as everybody may know
 */
public record ConfiguredChannel(String name, AlertSettings.Channel settings, String target, Channel channel) {}
