// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.cli.LauncherSandbox.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache of classes that the script {@code trueload} makes: first with JVMs that only say so, last with a real one. */
class LauncherCacheIT {

    private static final String PREPARING = "trueload: preparing for this JVM, once...\n";

    @TempDir
    Path folder;

    private LauncherSandbox sandbox;

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new LauncherSandbox(folder);
    }

    @Test
    void starts_fromTheFirstOn_useTheOneCacheThatTheFirstMade() throws IOException, InterruptedException {
        Ended first = sandbox.start("-n", "5").await();
        Ended second = sandbox.start("-n", "5").await();

        assertThat(sandbox.cachings()).isOne();
        assertThat(sandbox.caches()).singleElement().asString().endsWith("/classes-21.0.2+1-Nobody-x86_64");
        assertThat(second.stderr()).isEmpty();
        assertThat(first.stdout()).contains(using("SharedArchiveFile"));
        assertThat(second.stdout()).contains(using("SharedArchiveFile"));
    }

    @Test
    void jdk25_hasACacheOfItsOwnKind() throws IOException, InterruptedException {
        Path jdk = sandbox.jdk("jdk-25", "25.0.3");

        Ended ended = sandbox.startWith("", jdk).await();

        assertThat(ended.stdout()).contains(using("AOTCache"));
    }

    @Test
    void jdk25_withOptionsOfOnesOwn_usesItAsWell() throws IOException, InterruptedException {
        Path jdk = sandbox.jdk("jdk-25", "25.0.3");

        Ended ended = sandbox.startWith("-Xmx1g", jdk).await();

        assertThat(ended.stdout()).contains("<-Xmx1g>\n", using("AOTCache"));
    }

    @Test
    void anotherJdk_onTheNextStart_getsACacheOfItsOwn() throws IOException, InterruptedException {
        sandbox.start().await();
        Path other = sandbox.jdk("other-jdk", "25.0.3");

        assertThat(sandbox.startWith("", other).await().stderr()).isEqualTo(PREPARING);
        assertThat(sandbox.startWith("", other).await().stderr()).isEmpty();
        assertThat(sandbox.start().await().stderr()).isEmpty();
        assertThat(sandbox.caches()).hasSize(2);
    }

    @Test
    void nextBuild_getsACacheOfItsOwn() throws IOException, InterruptedException {
        sandbox.start().await();
        sandbox.touch("pom.xml");

        sandbox.start().await();

        assertThat(sandbox.caches()).hasSize(2);
    }

    @Test
    void cache_thatCannotBeMade_isTriedOnceAndDoneWithout() throws IOException, InterruptedException {
        sandbox.forbidCaches();

        Ended first = sandbox.start("-h").await();
        Ended second = sandbox.start("-h").await();

        assertThat(sandbox.cachings()).isOne();
        assertThat(first.stdout()).endsWith("<-h>\n").doesNotContain("SharedArchiveFile");
        assertThat(second.stdout()).endsWith("<-h>\n").doesNotContain("SharedArchiveFile");
        assertThat(second.stderr()).isEmpty();
    }

    @Test
    void cache_ofWhichTheJvmDies_isNotUsed() throws IOException, InterruptedException {
        sandbox.breakCaches();

        Ended ended = sandbox.start("-h").await();

        assertThat(ended.code()).isZero();
        assertThat(ended.stdout()).doesNotContain("SharedArchiveFile");
        assertThat(sandbox.caches())
                .singleElement()
                .satisfies(cache -> assertThat(cache).isEmptyFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:off", "-XX:SharedArchiveFile=x", "-XX:AOTMode=off", "-javaagent:x.jar"})
    void cache_besideAnOptionOfThatKind_isNeitherMadeNorUsed(String option) throws IOException, InterruptedException {
        Ended ended = sandbox.startWith(option, sandbox.jdk()).await();

        assertThat(sandbox.cachings()).isZero();
        assertThat(ended.stdout()).contains("<" + option + ">\n").doesNotContain("/classes-");
    }

    @Test
    void cache_whoseMakerIsKilled_isTriedAgain() throws IOException, InterruptedException {
        sandbox.killMakers(137);
        Ended first = sandbox.start("-h").await();
        Ended second = sandbox.start("-h").await();

        assertThat(first.code()).isZero();
        assertThat(first.stdout()).endsWith("<-h>\n").doesNotContain("SharedArchiveFile");
        assertThat(second.stdout()).doesNotContain("SharedArchiveFile");
        assertThat(sandbox.cachings()).isEqualTo(2);
        assertThat(sandbox.caches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 143})
    void cache_whoseMakerIsInterrupted_endsTheLauncher(int code) throws IOException, InterruptedException {
        sandbox.killMakers(code);
        Ended ended = sandbox.start("-h").await();

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.stdout()).isEmpty();
        assertThat(sandbox.caches()).isEmpty();
    }

    @Test
    void openJ9_hasNoCache_andNoneOfTheOptionsThatItDoesNotKnow() throws IOException, InterruptedException {
        Path jdk = sandbox.jdk("semeru", "21.0.2");
        Files.writeString(jdk.resolve("release"), "JVM_VARIANT=\"Openj9\"\n", StandardOpenOption.APPEND);
        Ended ended = sandbox.startWith("", jdk).await();

        assertThat(sandbox.cachings()).isZero();
        assertThat(ended.stdout()).doesNotContain("-Xlog");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsAtTheSameTime_makeOneCache(boolean withFlock) throws IOException, InterruptedException {
        if (!withFlock) {
            Files.deleteIfExists(sandbox.tool("flock"));
        }
        Started[] all = {sandbox.start("1"), sandbox.start("2"), sandbox.start("3")};

        for (Started one : all) {
            assertThat(one.await().stdout()).contains(using("SharedArchiveFile"));
        }
        assertThat(sandbox.cachings()).isOne();
    }

    @Test
    void checkout_readOnly_startsWithTheCacheOrWithout() throws IOException, InterruptedException {
        assumeTrue(
                Programs.work("unshare", "--mount", "mount", "--bind", "/tmp", "/tmp"), "nothing can be mounted here");
        sandbox.start().await();
        String using = using("SharedArchiveFile");
        Ended with = sandbox.startReadOnly().await();
        Files.delete(sandbox.caches().get(0));
        Ended without = sandbox.startReadOnly().await();

        assertThat(with.stdout()).contains(using);
        assertThat(without.code()).isZero();
        assertThat(without.stderr()).isEmpty();
        assertThat(without.stdout()).doesNotContain("SharedArchiveFile");
        assertThat(sandbox.cachings()).isOne();
    }

    @Test
    void realJvm_takesItsClassesFromTheCache_andEndsWithoutAWordIfItDoesNotFit()
            throws IOException, InterruptedException {
        Path jdk = Path.of(System.getProperty("java.home"));
        // JDK 17 keeps no classes of jars whose path has a blank in it.
        sandbox = new LauncherSandbox(folder, "checkout");
        sandbox.buildTheRealCommand();

        assertThat(sandbox.startWith("", jdk, "--version").await().code()).isZero();
        String cached = "io.trueload.cli.TrueloadCommand source: shared objects file";
        assertThat(loadedClasses(jdk)).contains(cached);
        assertThat(loadedClasses(jdk, "--help").lines())
                .filteredOn(line -> line.contains("picocli."))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.contains("source: shared objects file"));
        Path log = folder.resolve("tls.log");
        // Nobody listens there, and TLS is primed before that shows.
        sandbox.startWith("-Xlog:class+load:file=" + log, jdk, "-k", "-n", "1", "https://127.0.0.1:1/")
                .await();
        assertThat(Files.readString(log)).contains("sun.security.ssl.SSLContextImpl source: shared objects file");

        Path cache = sandbox.caches().get(0);
        if (Runtime.version().feature() < 25) {
            // JDK 25 does not look at jars of which it has all classes: see RATIONALE.
            Path jar = cache.resolveSibling("load-cli.jar");
            FileTime built = Files.getLastModifiedTime(jar);
            Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
            assertThat(loadedClasses(jdk)).doesNotContain(cached);
            Files.setLastModifiedTime(jar, built);
            assertThat(loadedClasses(jdk)).contains(cached);
        }
        Files.delete(cache);
        Files.writeString(cache, "no cache");
        assertThat(loadedClasses(jdk)).doesNotContain(cached);
    }

    private String loadedClasses(Path jdk) throws IOException, InterruptedException {
        return loadedClasses(jdk, "--version");
    }

    /** Returns what the JVM says of the classes that it loads, and nothing else may it say. */
    private String loadedClasses(Path jdk, String option) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Ended ended =
                sandbox.startWith("-Xlog:class+load:file=" + log, jdk, option).await();
        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout())
                .startsWithIgnoringCase(option.equals("--version") ? "trueload " : "usage: trueload ");
        return Files.readString(log);
    }

    private String using(String option) throws IOException {
        return "<-XX:" + option + "=" + sandbox.caches().get(0) + ">\n";
    }
}
