// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.IOException;

/** This process, as others see it. */
final class OwnProcess {

    private OwnProcess() {}

    /** Stops this process until it is told to go on; returns then, or at once where that is not possible. */
    static void stop() {
        try {
            // A JVM cannot send itself a signal that it does not handle.
            new ProcessBuilder(
                            "sh", "-c", "kill -STOP " + ProcessHandle.current().pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // Without a shell nobody is there to let it go on either.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
