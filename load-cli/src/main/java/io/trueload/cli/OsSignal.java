// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.lang.reflect.Proxy;

/** Signals that the operating system sends to this process. */
final class OsSignal {

    /*
     * Java has no supported way to hear a signal. A shutdown hook does not do: it is not told which signal came, and
     * while hooks run further signals are ignored, so that a second Ctrl-C could not end the process. sun.misc.Signal,
     * exported by jdk.unsupported, is what there is. It is called by reflection, because naming it is a warning that
     * cannot be suppressed, and warnings are errors here.
     */

    private OsSignal() {}

    /**
     * Calls an action, on a thread of its own, each time a signal comes, in place of what the JVM would do.
     *
     * @param name without the SIG, such as {@code INT}
     * @return whether that worked; if not, the JVM goes on to do what it always does
     */
    static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    OsSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            // A JVM without jdk.unsupported, or a signal that this system does not have or the JVM keeps for itself.
            return false;
        }
    }

    /** Ignores a signal, where this system has it. */
    static void ignore(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignoring = handler.getField("SIG_IGN").get(null);
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, ignoring);
        } catch (ReflectiveOperationException e) {
            // As above.
            return;
        }
    }
}
