// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static us.abstracta.jmeter.javadsl.JmeterDsl.httpDefaults;
import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.io.IOException;
import java.time.Duration;
import us.abstracta.jmeter.javadsl.core.stats.StatsSummary;

/**
 * Runs jmeter-java-dsl on {@code connections} for {@code seconds}, each asking again as soon as it is answered, and prints
 * how many answers there were.
 */
final class JmeterClosedRun {

    private JmeterClosedRun() {}

    public static void main(String[] arguments) throws IOException {
        StatsSummary stats = testPlan(
                        // Otherwise each request opens a connection.
                        httpDefaults().resetConnectionsBetweenIterations(false),
                        threadGroup(
                                Integer.getInteger("connections"),
                                Duration.ofSeconds(Integer.getInteger("seconds")),
                                httpSampler(System.getProperty("url"))))
                .run()
                .overall();
        System.out.println("requests " + stats.samplesCount());
        System.out.println("rate " + stats.samples().perSecond());
        System.out.println("errors " + stats.errorsCount());
    }
}
