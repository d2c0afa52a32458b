// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The group of processes that this one is in: what a shell calls a job. */
final class ProcessGroup {

    /** Where the fields stand behind the name of the program, as proc(5) tells. */
    private static final int PARENT = 1;

    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int GROUP_OF_TERMINAL = 5;

    /** The parent of a first process, and of one whose parent is outside of its container. */
    private static final String NOBODY = "0";

    private final UnaryOperator<String> statOf;

    /**
     * Makes the group of this process.
     *
     * @param statOf what {@code /proc/<pid>/stat} says of a process, {@code self} included; empty if it cannot be known
     */
    ProcessGroup(UnaryOperator<String> statOf) {
        this.statOf = statOf;
    }

    static ProcessGroup own() {
        return new ProcessGroup(ProcessGroup::stat);
    }

    /** Returns whether keys go to it, and it is not in the background; true where that cannot be known. */
    boolean isForeground() {
        String[] self = fields("self");
        return self.length == 0 || self[GROUP].equals(self[GROUP_OF_TERMINAL]);
    }

    /**
     * Returns whether somebody is there who could let it go on once it is stopped, such as a shell that has job control; true
     * where that cannot be known. POSIX calls a group orphaned that has nobody, and Ctrl-Z does not stop it.
     */
    boolean isWaitedFor() {
        String[] self = fields("self");
        String[] parent = self;
        while (parent.length > 0 && parent[GROUP].equals(self[GROUP])) {
            if (parent[PARENT].equals(NOBODY)) {
                return false;
            }
            parent = fields(parent[PARENT]);
        }
        return parent.length == 0 || parent[SESSION].equals(self[SESSION]);
    }

    private String[] fields(String process) {
        String stat = statOf.apply(process);
        // The name of the program is in parentheses and may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > GROUP_OF_TERMINAL ? fields : new String[0];
    }

    private static String stat(String process) {
        try {
            return Files.readString(Path.of("/proc", process, "stat"));
        } catch (IOException e) {
            return "";
        }
    }
}
