// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Results for build servers. */
class JUnitXmlReportTest {

    @Test
    void expectationsMet_areCasesThatPassed() throws Exception {
        LoadResult result = Results.example().build();

        Document xml = parsed(result);

        assertThat(cases(xml)).containsExactly("p99 < 250ms: passed", "error rate = 0%: passed");
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("GET http://127.0.0.1:8080/items");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getAttribute("skipped")).isEqualTo("0");
        assertThat(suite.getAttribute("time")).isEqualTo("0.048");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-23T15:12:24Z");
        assertThat(xml.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo(TextReport.render(result));
    }

    @Test
    void expectationMissed_isAFailure_thatExplainsItself() throws Exception {
        Results results = Results.example();
        results.plan.expect("p50 < 1ms");
        LoadResult result = results.build();

        Document xml = parsed(result);

        assertThat(cases(xml))
                .containsExactly("p99 < 250ms: passed", "error rate = 0%: passed", "p50 < 1ms: failure FAIL");
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("p50 < 1ms: 6.445ms");
        assertThat(failure.getTextContent()).isEqualTo("\n" + Explanation.of(result));
        assertThat(((Element) xml.getElementsByTagName("testsuite").item(0)).getAttribute("failures"))
                .isEqualTo("1");
    }

    @Test
    void expectationMissedWithAnUnhealthyGenerator_isSkipped() throws Exception {
        Results results = Results.example();
        results.plan.expect("p50 < 1ms");
        results.generator = Results.LATE;

        assertThat(cases(parsed(results.build())))
                .containsExactly("p99 < 250ms: passed", "error rate = 0%: passed", "p50 < 1ms: skipped INVALID");
    }

    @Test
    void expectationThatIsNotCarried_isSkipped_andTheRunFailsWithoutAnAnswer() throws Exception {
        Results results = Results.noAnswer();
        results.plan.requests(1_000).concurrency(5).expect("p99 < 1s");

        assertThat(cases(parsed(results.build()))).containsExactly("p99 < 1s: skipped FAIL", "run: failure FAIL");
    }

    @Test
    void nothingExpected_isOneCase_thatFailsIfNothingWasAnswered() throws Exception {
        assertThat(cases(parsed(new Results().build()))).containsExactly("run: passed");
        assertThat(cases(parsed(Results.noAnswer().build()))).containsExactly("run: failure FAIL");
    }

    @Test
    void loadThatWasNotDelivered_isACaseOfItsOwn_whereTheExpectationsAreMet() throws Exception {
        Results results = Results.example();
        results.counts = Results.counts(210, 10, results.counts.outcomes());

        assertThat(cases(parsed(results.build())))
                .containsExactly("p99 < 250ms: passed", "error rate = 0%: passed", "run: skipped INVALID");
    }

    private static Document parsed(LoadResult result) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(Written.of(result, JUnitXmlReport::write))));
    }

    /** Returns the name of each case and how it ended. */
    private static List<String> cases(Document xml) {
        List<String> cases = new ArrayList<>();
        var found = xml.getElementsByTagName("testcase");
        for (int i = 0; i < found.getLength(); i++) {
            Element each = (Element) found.item(i);
            Node child = each.getFirstChild();
            cases.add(each.getAttribute("name") + ": "
                    + (child instanceof Element ending
                            ? ending.getTagName() + " " + ending.getAttribute("type")
                            : "passed"));
        }
        return cases;
    }
}
