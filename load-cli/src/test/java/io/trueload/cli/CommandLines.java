// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trueload.cli.CommandOptions.Order;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import java.util.List;
import java.util.stream.Stream;

/** Command lines read as the command reads them, without a run. */
final class CommandLines {

    static final String URL = "http://127.0.0.1:8080/";

    private CommandLines() {}

    static Order order(String... words) {
        var options = new CommandOptions();
        options.parse(words);
        return options.order(null);
    }

    /** Returns the plan of these options and a URL. */
    static LoadPlan plan(String... options) {
        return order(withUrl(options)).plan();
    }

    /** Returns the request of these options and a URL. */
    static RequestSpec request(String... options) {
        return ((RequestSource.Repeated) plan(options).source()).request();
    }

    /** Returns why these options and a URL are refused. */
    static List<String> mistakes(String... options) {
        String[] words = withUrl(options);
        return catchThrowableOfType(RefusedException.class, () -> order(words)).mistakes();
    }

    private static String[] withUrl(String... options) {
        return Stream.concat(Stream.of(options), Stream.of(URL)).toArray(String[]::new);
    }
}
