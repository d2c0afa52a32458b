// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper
import java.time.Duration
import java.time.Instant

/*
 * Both tests waited for each other before they began (see Forks), so without the lock their spans would overlap. To see
 * this script fail, take the lock's file away from one of them: give Surefire the configuration
 *     <argLine>-Djava.io.tmpdir=${project.build.directory}/forks-${surefire.forkNumber}</argLine>
 * and make the two directories; then each fork locks a file of its own.
 */
def spans = ['FirstTest', 'SecondTest'].collect { test ->
    def result = new JsonSlurper().parse(
            new File(basedir, "target/trueload/com.example.catalogue.${test}.items_areServed.json"))
    def from = Instant.parse(result.startedAt)
    [test: test, from: from, to: from + Duration.ofNanos((result.elapsedSeconds * 1e9) as long), waited: result.environment.waitedForOtherLoadTests]
}.sort { it.from }

def pids = new File(basedir, 'target/forks').listFiles()*.text
assert pids.toSet().size() == 2
assert spans[0].to <= spans[1].from
// They met before they began, so one of them had to wait, and its report says so.
assert spans[1].waited != null
