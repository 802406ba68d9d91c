/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Binds what flowmon has of properties before there is any bean, so that a value that cannot be used stops the start
 * before a port is opened or a message is taken. What was bound is thrown away: no bean is made earlier than it would be.
 */
final class EarlyPropertyBinding implements BeanFactoryPostProcessor {

    private static final String OURS = EarlyPropertyBinding.class.getPackageName() + ".";

    private final Environment environment;

    EarlyPropertyBinding(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        Binder binder = Binder.get(environment);
        for (String name : beanFactory.getBeanDefinitionNames()) {
            String className = beanFactory.getBeanDefinition(name).getBeanClassName();
            if (className != null && className.startsWith(OURS)) {
                bind(binder, ClassUtils.resolveClassName(className, beanFactory.getBeanClassLoader()));
            }
        }
    }

    private static void bind(Binder binder, Class<?> type) {
        ConfigurationProperties properties =
                AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class);
        if (properties != null) {
            binder.bindOrCreate(properties.prefix(), Bindable.of(type));
        }
    }
}
