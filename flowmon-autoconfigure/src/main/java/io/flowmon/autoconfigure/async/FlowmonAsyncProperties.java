/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How flows follow tasks.
 *
 * @param exclude Names of executor beans to leave alone, as patterns; * stands for any characters.
 */
@ConfigurationProperties("flowmon.async")
record FlowmonAsyncProperties(@DefaultValue List<String> exclude) {}
