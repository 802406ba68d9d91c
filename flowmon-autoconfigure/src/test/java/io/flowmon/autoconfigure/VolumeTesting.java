/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Gives other packages' tests rules as an application would configure them. */
public final class VolumeTesting {

    private VolumeTesting() {}

    /** The rules that these properties give, each as {@code flowmon.bodies.mode=never}. */
    public static VolumeRules rules(String... properties) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String property : properties) {
            int equals = property.indexOf('=');
            values.put(property.substring(0, equals), property.substring(equals + 1));
        }
        Binder binder = new Binder(new MapConfigurationPropertySource(values));
        return VolumeRules.of(
                binder.bindOrCreate("flowmon", FlowmonProperties.class).beginEvents(),
                binder.bindOrCreate("flowmon.bodies", BodiesProperties.class),
                binder.bindOrCreate("flowmon.sampling", SamplingProperties.class));
    }
}
