// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** One option and, once the command line was read, what that says of it. Confined to one thread. */
final class CommandOption {

    private final OptionSpec spec;

    CommandOption(OptionSpec spec) {
        this.spec = spec;
    }

    /** Returns whether this option, which has no value, was given. */
    boolean isGiven() {
        Boolean given = spec.getValue();
        return given != null && given;
    }

    /** Returns the value, the last if there were several; null if the option was not given. */
    @Nullable
    String value() {
        return spec.getValue();
    }

    /** Returns the values of this option, which may be repeated, in their order. */
    List<String> values() {
        List<String> values = spec.getValue();
        return values == null ? List.of() : values;
    }
}
