// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The configuration parameters {@code trueload.…}, from {@code junit-platform.properties}, system properties or the build.
 *
 * @param enabled whether load tests run at all
 * @param reportOnly whether what would fail a test aborts it instead
 * @param invalidFails whether a run that says nothing fails the test instead of aborting it
 * @param scale what every plan is scaled by
 * @param baseUri the target of tests that name none
 * @param runner what makes the load, whatever the annotations say
 * @param allowPublic whether public hosts may get more than their limits
 * @param outputDirectory where result files go
 * @param recordsBaselines whether baselines are recorded instead of compared with
 * @param baselineDirectory where baselines are
 */
record Configuration(
        boolean enabled,
        boolean reportOnly,
        boolean invalidFails,
        Scale scale,
        Optional<String> baseUri,
        Optional<Runner> runner,
        boolean allowPublic,
        Path outputDirectory,
        boolean recordsBaselines,
        Path baselineDirectory) {

    private static final String PREFIX = "trueload.";

    /** Reads the parameters; what is wrong with one is added to the mistakes, and its default taken. */
    static Configuration of(ExtensionContext context, Mistakes mistakes) {
        return of(context::getConfigurationParameter, mistakes);
    }

    static Configuration of(Function<String, Optional<String>> parameters, Mistakes mistakes) {
        var reader = new Reader(parameters, mistakes);
        return new Configuration(
                reader.choice("enabled", "true", "false").equals("true"),
                reader.choice("mode", "assert", "report").equals("report"),
                reader.choice("invalid", "abort", "fail").equals("fail"),
                new Scale(reader.factor("duration.scale"), reader.factor("rate.scale")),
                reader.text("base-uri"),
                reader.runner(),
                reader.choice("allow-public", "false", "true").equals("true"),
                reader.path("output-dir", Path.of("target", "trueload")),
                reader.choice("baseline", "compare", "record").equals("record"),
                reader.path("baseline-dir", Path.of("src", "test", "trueload")));
    }

    private record Reader(Function<String, Optional<String>> parameters, Mistakes mistakes) {

        Optional<String> text(String name) {
            return parameters.apply(PREFIX + name).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Returns one of the values; the first is the default. */
        String choice(String name, String... values) {
            String value = text(name).orElse(values[0]).toLowerCase(Locale.ROOT);
            if (List.of(values).contains(value)) {
                return value;
            }
            mistakes.add(PREFIX + name + " must be " + String.join(" or ", values) + ": " + value);
            return values[0];
        }

        Optional<Runner> runner() {
            if (text("runner").isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    choice("runner", "in-jvm", "container").equals("in-jvm") ? Runner.IN_JVM : Runner.CONTAINER);
        }

        double factor(String name) {
            String value = text(name).orElse("1");
            try {
                double factor = new BigDecimal(value).doubleValue();
                if (factor > 0 && factor <= Scale.LARGEST) {
                    return factor;
                }
            } catch (NumberFormatException e) {
                // Told below, like a number that is out of range.
            }
            mistakes.add(PREFIX + name + " must be a number above 0 and at most " + (int) Scale.LARGEST
                    + ", such as 0.1: " + value);
            return 1;
        }

        Path path(String name, Path unlessGiven) {
            try {
                return text(name).map(Path::of).orElse(unlessGiven);
            } catch (InvalidPathException e) {
                mistakes.add(PREFIX + name + " must be the path of a directory: " + e.getInput());
                return unlessGiven;
            }
        }
    }
}
