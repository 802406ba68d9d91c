/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;

/** Loads flowmon's own classes anew, as in an application that has no spring-web. */
final class WithoutSpringWeb extends ClassLoader {

    WithoutSpringWeb() {
        super(WithoutSpringWeb.class.getClassLoader());
    }

    /** Adds an override of all three kinds and asks which value holds for a destination. */
    Object ruleOfDestination(String pattern, String destination) throws ReflectiveOperationException {
        Class<?> rulesType = loadClass(PlaceRules.class.getName());
        Class<?> placesType = loadClass(Places.class.getName());
        Constructor<?> newPlaces = placesType.getDeclaredConstructor(List.class, List.class, List.class);
        newPlaces.setAccessible(true);
        Object places = newPlaces.newInstance(List.of("/a"), List.of("host/a"), List.of(pattern));
        Constructor<?> newRules = rulesType.getDeclaredConstructor(Object.class);
        newRules.setAccessible(true);
        Object rules = newRules.newInstance("everywhere");
        Method add = rulesType.getDeclaredMethod("add", String.class, placesType, Object.class);
        add.setAccessible(true);
        add.invoke(rules, "name", places, "redis");
        Method ofDestination = rulesType.getDeclaredMethod("ofDestination", String.class);
        ofDestination.setAccessible(true);
        return ofDestination.invoke(rules, destination);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.springframework.web.") || name.startsWith("org.springframework.http.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("io.flowmon.autoconfigure.P")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
