// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process is the one of its terminal to which the keys go, and not in the background. */
final class Foreground {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final int GROUP = 2;
    private static final int GROUP_OF_TERMINAL = 5;

    private Foreground() {}

    /** Returns whether it is; true where that cannot be known. */
    static boolean isOurs() {
        try {
            return isOurs(Files.readString(STAT));
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns whether it is by what {@code /proc/self/stat} says. */
    static boolean isOurs(String stat) {
        // The name of the program is in parentheses and may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length <= GROUP_OF_TERMINAL || fields[GROUP].equals(fields[GROUP_OF_TERMINAL]);
    }
}
