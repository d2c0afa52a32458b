// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A field, or a method without parameters, that an annotation marks.
 *
 * @param element the field or the method
 * @param owner the class that declares it
 * @param type of its value
 */
record MarkedMember(
        AnnotatedElement element,
        Class<?> owner,
        String name,
        Type type,
        int parameters,
        boolean isStatic,
        Reader reader) {

    /**
     * Returns the members of a test's class and of the classes around it, one list for each class, the innermost first.
     * Inherited members belong to the class that inherits them.
     */
    static List<List<MarkedMember>> of(ExtensionContext context, Class<? extends Annotation> annotation) {
        List<List<MarkedMember>> members = new ArrayList<>();
        for (Class<?> each : innermostFirst(context)) {
            List<MarkedMember> ofClass = new ArrayList<>();
            AnnotationSupport.findAnnotatedFields(each, annotation).stream()
                    .map(MarkedMember::of)
                    .forEach(ofClass::add);
            AnnotationSupport.findAnnotatedMethods(each, annotation, HierarchyTraversalMode.TOP_DOWN).stream()
                    .map(MarkedMember::of)
                    .forEach(ofClass::add);
            members.add(ofClass);
        }
        return members;
    }

    /** Returns the test's class and the classes around it, the innermost first. */
    static List<Class<?>> innermostFirst(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        Collections.reverse(classes);
        classes.add(0, context.getRequiredTestClass());
        return classes;
    }

    /** Returns the value at this moment, which may be null. */
    @Nullable
    Object read(ExtensionContext context) {
        return reader.read(isStatic ? null : instance(context));
    }

    /** Returns the annotation by which it was found. */
    <A extends Annotation> A annotation(Class<A> type) {
        return AnnotationSupport.findAnnotation(element, type)
                .orElseThrow(() -> new IllegalArgumentException(this + " is not annotated with " + type.getName()));
    }

    /** Returns the class of the value, as far as it is known. */
    Class<?> rawType() {
        return raw(type);
    }

    /** Returns the class of a type without its arguments; of a wildcard its bound. */
    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return type instanceof Class<?> known ? known : Object.class;
    }

    @Override
    public String toString() {
        return owner.getSimpleName() + "." + name;
    }

    private Object instance(ExtensionContext context) {
        return context.getTestInstances()
                .flatMap((TestInstances instances) -> instances.findInstance(owner))
                .orElseThrow(() -> new ExtensionConfigurationException(this + " must be static to be read here"));
    }

    private static MarkedMember of(Field field) {
        return new MarkedMember(
                field,
                field.getDeclaringClass(),
                field.getName(),
                field.getGenericType(),
                0,
                Modifier.isStatic(field.getModifiers()),
                instance -> read(field, instance));
    }

    private static MarkedMember of(Method method) {
        return new MarkedMember(
                method,
                method.getDeclaringClass(),
                method.getName() + "()",
                method.getGenericReturnType(),
                method.getParameterCount(),
                ModifierSupport.isStatic(method),
                instance -> ReflectionSupport.invokeMethod(method, instance));
    }

    private static @Nullable Object read(Field field, @Nullable Object instance) {
        // Wrapped by JUnit: a value, or the reason why there is none.
        return ReflectionSupport.tryToReadFieldValue(field, instance)
                .getOrThrow(e -> new ExtensionConfigurationException("cannot read field " + field.getName(), e));
    }

    /** Reads the value from an instance, or from the class if that is null. */
    @FunctionalInterface
    interface Reader {

        @Nullable
        Object read(@Nullable Object instance);
    }
}
