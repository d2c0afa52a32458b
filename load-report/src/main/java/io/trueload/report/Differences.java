// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** In what two runs differ although they should not, one short text each. */
final class Differences {

    /** What may make times longer or shorter, but is often changed on purpose. */
    private static final Set<String> SOFTWARE = Set.of("trueload", "java");

    private static final String NONE = "none";

    private Differences() {}

    /** Returns in what the plans differ; names that only one of them knows are of another version and don't count. */
    static List<String> ofPlans(Map<String, String> base, Map<String, String> fresh) {
        Set<String> names = new LinkedHashSet<>(base.keySet());
        names.retainAll(fresh.keySet());
        return of(names, base, fresh, value -> value);
    }

    /** Returns in what the machines differ. */
    static List<String> ofMachines(RunFigures base, RunFigures fresh) {
        Set<String> names = generatorNames(base, fresh);
        names.removeAll(SOFTWARE);
        return of(names, base.generator(), fresh.generator(), Differences::withoutVersion);
    }

    /** Returns in what the software differs that made the load on machines of one kind. */
    static List<String> ofSoftware(RunFigures base, RunFigures fresh) {
        Set<String> names = generatorNames(base, fresh);
        names.removeIf(name -> !SOFTWARE.contains(name) && !name.equals("os"));
        return of(names, base.generator(), fresh.generator(), value -> value);
    }

    private static Set<String> generatorNames(RunFigures base, RunFigures fresh) {
        Set<String> names = new LinkedHashSet<>(base.generator().keySet());
        names.addAll(fresh.generator().keySet());
        return names;
    }

    private static List<String> of(
            Set<String> names, Map<String, String> base, Map<String, String> fresh, UnaryOperator<String> essence) {
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String was = base.getOrDefault(name, NONE);
            String is = fresh.getOrDefault(name, NONE);
            if (!essence.apply(was).equals(essence.apply(is))) {
                // Files are from elsewhere, and this goes to a terminal.
                differences.add(VisibleText.of(name + " was " + was + " and is " + is));
            }
        }
        return differences;
    }

    /** Returns name and architecture of a system: {@code Linux amd64} of {@code Linux 6.1.0-18 amd64}, updates aside. */
    private static String withoutVersion(String system) {
        int last = system.lastIndexOf(' ');
        int before = last < 0 ? -1 : system.lastIndexOf(' ', last - 1);
        return before < 0 || !system.substring(before).matches(" \\d\\S* \\S+")
                ? system
                : system.substring(0, before) + system.substring(last);
    }
}
