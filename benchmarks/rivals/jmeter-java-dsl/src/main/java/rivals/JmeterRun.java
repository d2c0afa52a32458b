// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.rpsThreadGroup;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;

import java.io.IOException;
import java.time.Duration;
import us.abstracta.jmeter.javadsl.core.stats.StatsSummary;

/** Offers 200 requests per second for 20 seconds with jmeter-java-dsl and prints its statistics, in milliseconds. */
final class JmeterRun {

    private JmeterRun() {}

    public static void main(String[] arguments) throws IOException {
        StatsSummary stats = testPlan(rpsThreadGroup()
                        .maxThreads(50)
                        .rampToAndHold(200, Duration.ZERO, Duration.ofSeconds(20))
                        .children(httpSampler(arguments[0])))
                .run()
                .overall();
        var times = stats.sampleTime();
        System.out.println("samples " + stats.samplesCount());
        System.out.println("errors " + stats.errorsCount());
        System.out.println("median " + times.median().toMillis());
        System.out.println("perc90 " + times.perc90().toMillis());
        System.out.println("perc99 " + times.perc99().toMillis());
        System.out.println("max " + times.max().toMillis());
    }
}
