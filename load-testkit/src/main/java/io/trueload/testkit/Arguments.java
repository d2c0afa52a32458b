// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options of a command line, {@code --name value}, which complains about those nobody asked for. */
final class Arguments {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ns|us|ms|s|m)");
    private static final Set<String> FLAGS = Set.of("record", "stop-with-stdin");

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /** Takes the arguments from an index on. */
    Arguments(List<String> arguments, int from) {
        for (int i = from; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (!option.startsWith("--")) {
                throw new IllegalArgumentException("an option begins with --: " + option);
            }
            String name = option.substring(2);
            List<String> values = options.computeIfAbsent(name, key -> new ArrayList<>());
            if (!FLAGS.contains(name)) {
                i++;
                if (i == arguments.size()) {
                    throw new IllegalArgumentException(option + " needs a value");
                }
                values.add(arguments.get(i));
            }
        }
    }

    boolean has(String flag) {
        used.add(flag);
        return options.containsKey(flag);
    }

    List<String> all(String name) {
        used.add(name);
        return options.getOrDefault(name, List.of());
    }

    String text(String name, @Nullable String otherwise) {
        List<String> values = all(name);
        String value = values.isEmpty() ? otherwise : values.get(values.size() - 1);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    int number(String name, @Nullable String otherwise) {
        String value = text(name, otherwise);
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number is as wrong as a negative one.
        }
        throw new IllegalArgumentException("--" + name + " must be a whole number, 0 or more: " + value);
    }

    /** Returns a number that must not be zero. */
    int count(String name, @Nullable String otherwise) {
        int number = number(name, otherwise);
        if (number == 0) {
            throw new IllegalArgumentException("--" + name + " must be at least 1: 0");
        }
        return number;
    }

    /** Returns the option {@code --port}; 0, the default, is any free one. */
    int port() {
        int port = number("port", "0");
        if (port > 65535) {
            throw new IllegalArgumentException("--port must not exceed 65535: " + port);
        }
        return port;
    }

    Duration duration(String name, @Nullable String otherwise) {
        String value = text(name, otherwise);
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--" + name + " must be a duration like 250us, 1ms, 5s or 2m: " + value);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1000L));
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** Fails if an option was given that none of the calls above has asked for. */
    void refuseUnused() {
        for (String name : options.keySet()) {
            if (!used.contains(name)) {
                throw new IllegalArgumentException("unknown option here: --" + name);
            }
        }
    }
}
