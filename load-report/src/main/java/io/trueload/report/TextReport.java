// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.util.List;
import java.util.StringJoiner;

/**
 * A result as text for people, and for scripts that read the report of hey.
 *
 * <p>The first part has hey's sections, to the character. What their numbers mean here:
 *
 * <ul>
 *   <li>{@code Requests/sec} is the achieved rate: answers as expected that came while the plan was sending, divided by
 *       that time; a straggler at the end does not stretch it. hey divides everything that came back, refused
 *       connections too, so that a dead target looks faster than a live one. It is 0 if no answer was; the rate that was sent stands further down.
 *   <li>Times are response times, which count from the intended start, and include requests that timed out or were in
 *       flight at the end. hey leaves these out, so that its percentiles improve when requests time out.
 *   <li>{@code Size/request} is the size of an answer's body as it came, compressed if it was.
 *   <li>A percentile that the samples can't carry has no line. {@code 99.9% in} and {@code 99.99% in} follow
 *       {@code 99% in} where they are carried. Without a single time, the lines of times are left out.
 * </ul>
 *
 * <p>The second part says in plain words what hey does not: service time, the books, the rates, the generator's health,
 * the expectations, and last of all the verdict. No text in it can be taken for a line of the first part.
 *
 * @since 0.1.0
 */
public final class TextReport {

    private TextReport() {}

    /**
     * Returns the report; its lines end in {@code \n} everywhere.
     *
     * @since 0.1.0
     */
    public static String render(LoadResult result) {
        var terminal = TerminalText.of(result.plan());
        var sections = new StringJoiner("\n", new HeyLayout(result, terminal).render(), "");
        String warnings = warnings(result, terminal);
        if (!warnings.isEmpty()) {
            sections.add(warnings);
        }
        sections.add(new TimesSection(result).render());
        sections.add(new BooksSection(result).render());
        sections.add(new DeliverySection(result, terminal).render());
        sections.add(new VerdictSection(result.verdict(), terminal).render());
        return sections.toString();
    }

    /**
     * Returns several results side by side, a row for each; its lines end in {@code \n} everywhere.
     *
     * @since 0.1.0
     */
    public static String table(List<NamedResult> results) {
        return RunsTable.text(results);
    }

    /**
     * Writes the report.
     *
     * @since 0.1.0
     */
    public static void write(LoadResult result, Appendable out) throws IOException {
        out.append(render(result));
    }

    private static String warnings(LoadResult result, TerminalText terminal) {
        var warnings = new StringBuilder();
        if (result.interrupted()) {
            warnings.append("INTERRUPTED: the run was stopped before its plan was carried out.\n");
        }
        if (result.plan().transport().tls().insecure()) {
            warnings.append("INSECURE: certificates and host names were not verified.\n");
        }
        String limits = result.environment().get("publicTarget");
        if (limits != null) {
            warnings.append("Public target: ").append(terminal.line(limits)).append('\n');
        }
        return warnings.toString();
    }
}
