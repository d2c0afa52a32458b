// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.noconnor.junitperf.JUnitPerfInterceptor;
import com.github.noconnor.junitperf.JUnitPerfTest;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a test of JUnitPerf whose threads ask with Apache HttpClient, again as soon as they are answered. How many threads and
 * for how long is told by {@code junitperf.threads} and {@code junitperf.durationMs}, which JUnitPerf reads itself.
 */
final class JunitPerfRun {

    private JunitPerfRun() {}

    public static void main(String[] arguments) {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Get.class))
                        .build());
    }

    /** The test. */
    @ExtendWith(JUnitPerfInterceptor.class)
    static final class Get {

        private static final String URL = System.getProperty("url");
        private static final int THREADS = Integer.getInteger("junitperf.threads");

        private static final CloseableHttpClient CLIENT = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(THREADS)
                        .setMaxConnPerRoute(THREADS)
                        .build())
                .build();

        @Test
        @JUnitPerfTest
        void get() throws IOException {
            CLIENT.execute(new HttpGet(URL), response -> {
                if (response.getCode() != 200) {
                    throw new HttpException("status " + response.getCode());
                }
                EntityUtils.consume(response.getEntity());
                return null;
            });
        }
    }
}
