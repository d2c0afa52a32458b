// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a browser makes of the page. */
class HtmlReportBrowserIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int CHARTS = 6;
    private static final long LEAST_DRAWN = 100;

    /** How many pixels of each canvas have the color of a line or a bar. */
    private static final String DRAWN = """
            const style = getComputedStyle(document.documentElement);
            const colors = [0, 1, 2, 3, 4, 5].map(i => parseInt(style.getPropertyValue('--c' + i).trim().slice(1), 16));
            return [...document.querySelectorAll('.plot canvas')].map(canvas => {
              const bytes = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let drawn = 0;
              for (let i = 0; i < bytes.length; i += 4) {
                if (bytes[i + 3] === 255 && colors.includes(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2])) drawn++;
              }
              return drawn;
            })""";

    /** How many rows the table of all seconds has, once it was filled. */
    private static final String ROWS = "return new Promise(done => requestAnimationFrame(() => setTimeout(() =>"
            + " done(document.querySelectorAll('#seconds tbody tr').length), 50)))";

    @SuppressWarnings("NullAway.Init") // The browser is missing only where no test runs.
    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBrowser() {
        if (!"true".equals(System.getenv("TRUELOAD_REQUIRE_BROWSER"))) {
            assumeThat(Browser.missing()).as("a browser and its driver").isEmpty();
        }
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void page_drawsAllCharts_withoutAComplaint_andFetchesNothing() throws IOException {
        Path page = write("run.html", run(12));

        browser.open(page);

        assertThat(drawn())
                .hasSize(CHARTS)
                .allSatisfy(pixels -> assertThat(pixels).isGreaterThan(LEAST_DRAWN));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.one(".plot[data-chart=outcomes] .u-legend").getText())
                .contains("badStatus", "timedOut", "ok")
                .doesNotContain("failed", "tlsFailed");
        browser.screenshot(SCREENSHOTS.resolve("run.png"));
    }

    @Test
    void severalRuns_areDrawnOverEachOther() throws IOException {
        Path page = folder.resolve("several.html");
        ReportFile.of(page)
                .write(List.of(
                        new NamedResult("before.json", run(12)),
                        new NamedResult("after.json", run(20)),
                        new NamedResult("none.json", Results.noAnswer().build())));

        browser.open(page);

        assertThat(drawn())
                .hasSize(CHARTS)
                .allSatisfy(pixels -> assertThat(pixels).isGreaterThan(LEAST_DRAWN));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.one(".plot[data-chart=times] .u-legend").getText())
                .contains("before.json p99", "after.json p99", "none.json p99");
        assertThat(browser.one(".plot[data-chart=outcomes] .u-legend").getText())
                .contains("before.json failed")
                .doesNotContain("timedOut");
        browser.screenshot(SCREENSHOTS.resolve("several.png"));
    }

    @Test
    void timesAlone_areDrawn_oneRunAndSeveral() throws IOException {
        ReportFile page = ReportFile.of(folder.resolve("times.html"));
        NamedTimes run = new NamedTimes("a.hlog", TimesLog.of(run(12)));

        page.writeTimes(List.of(run));
        browser.open(page.path());

        assertThat(drawn()).hasSize(3).allSatisfy(pixels -> assertThat(pixels).isGreaterThan(LEAST_DRAWN));
        browser.one("#seconds summary").sendKeys(Keys.ENTER);
        assertThat(browser.run(ROWS)).isEqualTo(12L);
        assertThat(browser.all("#seconds tbody tr").get(3).getText()).isEqualTo("3 150 270 297 300");
        assertThat(browser.complaints()).isEmpty();
        assertThat(faults()).isEmpty();
        browser.screenshot(SCREENSHOTS.resolve("times.png"));

        page.writeTimes(List.of(run, new NamedTimes("b.hlog", TimesLog.of(run(20)))));
        browser.open(page.path());

        assertThat(drawn()).hasSize(3).allSatisfy(pixels -> assertThat(pixels).isGreaterThan(LEAST_DRAWN));
        assertThat(browser.one(".plot[data-chart=times] .u-legend").getText()).contains("a.hlog p99", "b.hlog p99");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void runsWithNextToNothing_haveAPageToo() throws IOException {
        var nothing = Results.noAnswer();
        nothing.intervals = List.of();
        browser.open(write("nothing.html", nothing.build()));
        // The control: axes alone are no drawing.
        assertThat(drawn()).isNotEmpty().allSatisfy(pixels -> assertThat(pixels).isLessThan(LEAST_DRAWN));

        for (LoadResult result : List.of(nothing.build(), Results.noAnswer().build(), new Results().build())) {
            browser.open(write("little.html", result));

            assertThat(browser.complaints()).isEmpty();
            // Of service times nothing is known there.
            assertThat(browser.all(".plot canvas")).hasSize(CHARTS - 1);
        }
    }

    @Test
    void scriptThatIsNotOurs_orAPictureFromElsewhere_isNeitherRunNorFetched() throws IOException {
        // The controls of what the other tests find nothing of.
        String ours = Files.readString(write("run.html", run(12)));
        Path altered = Files.writeString(
                folder.resolve("altered.html"), ours.replace("const pad = n =>", "const  pad = n =>"));
        Path picture = Files.writeString(
                folder.resolve("picture.html"), ours.replace("<main>", "<main><img src=\"http://127.0.0.1:1/a.png\">"));

        browser.open(altered);
        assertThat(browser.all(".plot canvas")).isEmpty();
        assertThat(browser.complaints()).hasSize(1).first().asString().contains("Content Security Policy");

        browser.open(picture);
        assertThat(browser.complaints()).hasSize(1).first().asString().contains("Content Security Policy");
    }

    @Test
    void secondsInNumbers_appearWhenAskedFor() throws IOException {
        browser.open(write("run.html", run(12)));
        assertThat(browser.all("#seconds tbody tr")).isEmpty();

        browser.one("#seconds summary").sendKeys(Keys.ENTER);

        assertThat(browser.run(ROWS)).isEqualTo(12L);
        assertThat(browser.all("#seconds tbody tr").get(3).getText()).isEqualTo("3 300 300 297 3 1 2 150 270 297 300");
    }

    @Test
    void chart_movesItsCursorByKeys_andTellsTheValues() throws IOException {
        browser.open(write("run.html", run(12)));
        WebElement chart = browser.one(".plot[data-chart=times]");
        assertThat(chart.getText()).contains("p99–");

        chart.sendKeys(Keys.END, Keys.ARROW_LEFT);

        assertThat(chart.getText()).contains("time0:10", "p99304 ms");
        assertThat(browser.run("return document.activeElement.dataset.chart")).isEqualTo("times");
    }

    @Test
    void axis_turnsFromLogarithmicToLinear_andBack() throws IOException {
        browser.open(write("run.html", run(12)));
        WebElement button = browser.one("figure:has([data-chart=times]) .switch");
        String before = picture();

        button.sendKeys(Keys.SPACE);
        assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("false");
        assertThat(picture()).isNotEqualTo(before);

        button.sendKeys(Keys.SPACE);
        assertThat(button.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(picture()).isEqualTo(before);
    }

    @Test
    void darkColors_areOthers_andPrintHasLightOnes() throws IOException {
        Path page = write("run.html", run(12));
        browser.open(page);
        String light = picture();

        browser.emulate("dark", "");
        browser.open(page);
        String dark = picture();
        browser.screenshot(SCREENSHOTS.resolve("dark.png"));
        browser.emulate("dark", "print");
        browser.open(page);
        String printed = picture();
        browser.emulate("light", "");

        assertThat(dark).isNotEqualTo(light);
        assertThat(printed).isNotEqualTo(dark);
    }

    @Test
    void page_hasNoFaultThatAxeFinds_inLightAndDark() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.emulate(scheme, "");
            browser.open(write("run.html", run(12)));
            assertThat(faults()).as(scheme).isEmpty();
            ReportFile several = ReportFile.of(folder.resolve("several.html"));
            several.write(List.of(
                    new NamedResult("a", run(12)),
                    new NamedResult("b", Results.rich().build())));
            browser.open(several.path());
            assertThat(faults()).as(scheme + ", several").isEmpty();
        }
        browser.emulate("light", "");
        // The control: a picture that tells nothing to who does not see it.
        browser.run("document.querySelector('main').append(document.createElement('img'))");
        assertThat(faults()).containsExactly("image-alt");
    }

    /** Returns the rules of axe, a library that looks for what keeps people out, that the page breaks. */
    private static List<String> faults() throws IOException {
        try (InputStream axe = HtmlReportBrowserIT.class.getResourceAsStream(
                "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            assertThat(axe).isNotNull();
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object rules = browser.runToEnd("const done = arguments[arguments.length - 1];"
                + "axe.run().then(found => done(found.violations.map(fault => fault.id)))");
        return ((List<?>) rules).stream().map(String::valueOf).toList();
    }

    private static List<Long> drawn() {
        return ((List<?>) browser.run(DRAWN))
                .stream().map(pixels -> (Long) pixels).toList();
    }

    /** Returns the first chart as it is drawn. */
    private static String picture() {
        return (String) browser.run("return document.querySelector('.plot canvas').toDataURL()");
    }

    private Path write(String name, LoadResult result) throws IOException {
        ReportFile file = ReportFile.of(folder.resolve(name));
        file.write(result);
        return file.path();
    }

    /** Returns a run at 300/s, each second of which has times from 1 ms on and three failures. */
    private static LoadResult run(int seconds) {
        var results = new Results().seconds(seconds, second -> SortedTimes.upToMillis(297 + second));
        results.plan = LoadPlan.builder()
                .target("http://127.0.0.1:8080/items")
                .rate(Rate.perSecond(300))
                .duration(Duration.ofSeconds(seconds))
                .expect("p99 < 250ms");
        results.intervals = IntStream.range(0, seconds)
                .mapToObj(second -> new IntervalResult(
                        Duration.ofSeconds(second),
                        300,
                        297,
                        3,
                        Map.of(Outcome.TIMED_OUT, 2L, Outcome.BAD_STATUS, 1L),
                        SortedTimes.upToMillis(297 + second),
                        ServiceTimes.of(SortedTimes.upToMillis(200))))
                .toList();
        results.counts = Results.counts(
                300L * seconds, 0, Map.of(Outcome.OK, 297L * seconds, Outcome.CONNECTION_LOST, 3L * seconds));
        return results.build();
    }
}
