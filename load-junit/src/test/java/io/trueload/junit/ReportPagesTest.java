// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.report.ReportFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPagesTest {

    private static final long LONGEST_MILLIS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void pages_areMadeWhenNobodyElseMakesLoad() throws Exception {
        Path json = folder.resolve("shop.LoadIT.items.json");
        ReportFile.of(json)
                .write(Results.of(LoadPlan.builder().target("http://127.0.0.1/").build())
                        .result());
        var pages = new ReportPages();
        pages.add(json);
        var closing = new Thread(pages::close);

        MachineLock others = MachineLock.acquire(path -> {});
        closing.start();
        closing.join(1_500);
        assertThat(folder).isDirectoryNotContaining("glob:**.html");
        others.close();
        closing.join(LONGEST_MILLIS);

        assertThat(folder.resolve("shop.LoadIT.items.html")).content().contains("<h1>");
        assertThat(folder.resolve("index.html")).content().contains("shop.LoadIT.items.html");
    }
}
