// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leads to the pages of a build. */
class ReportIndexTest {

    @TempDir
    private Path folder;

    @Test
    void pages_areListed_thoseThatDidNotPassFirst() throws IOException {
        write("a.FirstIT.isQuick.html", Results.example().build());
        write("b.SecondIT.isThere.html", Results.noAnswer().build());

        ReportIndex.write(folder);

        assertThat(folder.resolve("index.html"))
                .content()
                .contains("<title>Load tests: 1 of 2 runs passed</title>")
                .containsSubsequence(
                        "<span class=\"FAIL\">FAIL</span>",
                        "<a href=\"./b.SecondIT.isThere.html\">b.SecondIT.isThere</a>",
                        "10 requests over 5 connections, achieved 0.0/s, p50 -, p99 -, max -, errors 10",
                        "<span class=\"PASS\">PASS</span>",
                        "<a href=\"./a.FirstIT.isQuick.html\">a.FirstIT.isQuick</a>",
                        "GET http://127.0.0.1:8080/items",
                        "200 requests over 50 connections, achieved 4154.7/s, p50 6.45ms, p99 34.6ms, max 36ms, errors 0");
    }

    @Test
    void indexWrittenAgain_hasTheNewPages_andNotItself() throws IOException {
        write("a.html", Results.example().build());
        ReportIndex.write(folder);
        write("b.html", Results.example().build());
        ReportIndex.write(folder);

        assertThat(folder.resolve("index.html"))
                .content()
                .contains("2 of 2 runs passed")
                .doesNotContain("href=\"./index.html\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void otherFiles_andPagesOfOthers_areLeftOut() throws IOException {
        Files.writeString(folder.resolve("other.html"), "<title>PASS: <script>alert(1)</script></title>");
        Files.writeString(folder.resolve("notes.txt"), "");

        ReportIndex.write(folder);

        assertThat(folder.resolve("index.html"))
                .content()
                .contains("0 of 0 runs passed")
                .doesNotContain("other", "alert");
    }

    @Test
    void textsOfAPage_stayTexts() throws IOException {
        var results = new Results();
        results.plan.target("http://127.0.0.1:8080/a'b&c");
        write("a&b #1%.html", results.build());

        ReportIndex.write(folder);

        assertThat(folder.resolve("index.html"))
                .content()
                .contains(
                        "GET http://127.0.0.1:8080/a'b&amp;c", "<a href=\"./a&amp;b%20%231%25.html\">a&amp;b #1%</a>");
    }

    private void write(String name, LoadResult result) throws IOException {
        ReportFile.of(folder.resolve(name)).write(result);
    }
}
