// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test is called in messages and files.
 *
 * @param className the full name of its class, nested classes joined by dots
 * @param method the method's name
 * @param invocation which invocation of the method it is, counted from 1, or 0 if there is one only
 */
record TestName(String className, String method, int invocation) {

    private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)]$");

    /**
     * Returns the name of a context's test.
     *
     * @param invocations how many invocations the test has; if more than one, the name says which
     */
    static TestName of(ExtensionContext context, int invocations) {
        Class<?> testClass = context.getRequiredTestClass();
        String name = testClass.getName().replace('$', '.');
        String method = context.getTestMethod().map(Method::getName).orElse("");
        Matcher matcher = INVOCATION.matcher(context.getUniqueId());
        return new TestName(name, method, invocations > 1 && matcher.find() ? Integer.parseInt(matcher.group(1)) : 0);
    }

    /** Returns the name for people: {@code CatalogueLoadIT.itemsAreQuick}. */
    String simple() {
        String simpleClass = className.substring(packageLength());
        return method.isEmpty() ? simpleClass : simpleClass + "." + method + index();
    }

    /** Returns the name for files, which only methods of the same name in the same class share. */
    String qualified() {
        return className + "." + method + index();
    }

    private String index() {
        return invocation == 0 ? "" : "[" + invocation + "]";
    }

    /** Packages are written in lower case, classes are not. */
    private int packageLength() {
        int length = 0;
        for (String part : className.split("\\.")) {
            if (Character.isUpperCase(part.charAt(0))) {
                break;
            }
            length += part.length() + 1;
        }
        return length < className.length() ? length : className.lastIndexOf('.') + 1;
    }
}
