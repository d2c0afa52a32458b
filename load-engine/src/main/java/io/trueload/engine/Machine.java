// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.GeneratorHealth.Pauses;
import java.time.Duration;

/**
 * What a machine and this process offer a generator, seen without any load.
 *
 * @param clockStep smallest step in which the clock advances
 * @param maxHiccup longest time for which a thread that asked to sleep one millisecond overslept
 * @param pauses hiccups of more than 5 ms
 * @param processors that this process may run on
 * @param processorLimit how many of them its control group lets it use, or infinity
 * @param busy how busy these processors were with all that ran on the machine, 0 to 1; negative if unknown
 * @param heapBytes most memory that the heap may take
 * @param maxFiles limit of file descriptors, or -1 if unknown
 * @param localPorts how many ports there are for connections of this machine, or -1 if unknown
 * @since 0.1.0
 */
public record Machine(
        Duration clockStep,
        Duration maxHiccup,
        Pauses pauses,
        int processors,
        double processorLimit,
        double busy,
        long heapBytes,
        long maxFiles,
        long localPorts) {}
