// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.cli.LauncherSandbox.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code trueload}, with a Maven and a JDK that only say how they were called. */
class LauncherIT {

    private static final String BUILDING = "trueload: building from source, once and whenever that changes...\n";

    @TempDir
    Path folder;

    private LauncherSandbox sandbox;

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new LauncherSandbox(folder);
    }

    @Test
    void firstStart_builds_thenBecomesTheJvm() throws IOException, InterruptedException {
        Started started = sandbox.start("-n", "5", "", "a  b", "it's \"$HOME\" *", "@x");
        Ended ended = started.await();

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEqualTo(BUILDING);
        assertThat(ended.stdout())
                .startsWith("pid " + started.process().pid() + "\n")
                .contains("<-XX:+UseSerialGC>\n")
                .contains("<-Done=1>\n<-Dtwo=2>\n")
                .contains("/load-cli.jar:" + sandbox.root() + "/load-cli/target/launcher/")
                .endsWith("<io.trueload.cli.TrueloadCommand>\n<-n>\n<5>\n<>\n<a  b>\n<it's \"$HOME\" *>\n<@x>\n");
        assertThat(sandbox.firstBuild())
                .startsWith(sandbox.jdk() + ": ")
                .contains("-pl load-cli -am")
                .contains("-Dmaven.test.skip=true")
                .endsWith("package");
    }

    @Test
    void jdkThatIsKnownToLackTheServerCompiler_isNotToldHowToInline() throws IOException, InterruptedException {
        assertThat(sandbox.start().await().stdout()).contains("<-XX:FreqInlineSize=80>\n");

        Path libraries = Files.createDirectory(sandbox.jdk().resolve("lib"));
        Files.createFile(libraries.resolve("jvm.cfg"));
        assertThat(sandbox.start().await().stdout()).doesNotContain("InlineSize");

        Files.createDirectory(libraries.resolve("server"));
        assertThat(sandbox.start().await().stdout()).contains("<-XX:FreqInlineSize=80>\n");
    }

    @Test
    void optionsOfTheJvm_areAmongThoseOfTheImage() throws IOException, InterruptedException {
        String image = Files.readString(Path.of(System.getProperty("user.dir")).resolveSibling("Dockerfile"));

        assertThat(sandbox.start().await().stdout().lines())
                .filteredOn(line -> line.startsWith("<-XX:") && !line.contains("SharedArchiveFile"))
                .hasSize(5)
                .allSatisfy(line -> assertThat(image).contains(" " + line.substring(1, line.length() - 1) + " "));
    }

    @Test
    void nextStarts_sourcesUnchanged_doNotBuild() throws IOException, InterruptedException {
        sandbox.start().await();

        assertThat(sandbox.start().await().stderr()).isEmpty();
        assertThat(sandbox.builds()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pom.xml", "load-cli/pom.xml", "load-cli/src/main/java/A.java", "load-engine/src/main/java"})
    void nextStart_somethingNewer_buildsAgain(String path) throws IOException, InterruptedException {
        sandbox.start().await();
        sandbox.touch(path);

        Ended ended = sandbox.start().await();

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEqualTo(BUILDING);
        assertThat(sandbox.builds()).isEqualTo(2);
    }

    @Test
    void nextBuild_leavesTheOneBefore_toThoseWhoStillRunFromIt() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            sandbox.start().await();
            sandbox.touch("pom.xml");
        }

        try (Stream<Path> places = Files.list(sandbox.root().resolve("load-cli/target/launcher"))) {
            assertThat(places.filter(Files::isDirectory)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--otlp", "--otlp=http://127.0.0.1:4318"})
    void otlp_getsItsJarsBehindTheOthers_whichAreBuiltOnce_andOnlyThen(String option)
            throws IOException, InterruptedException {
        String without = classPath(sandbox.start("-n", "5", "-d", "no --otlp").await());
        Ended first = sandbox.start("-n", "5", option).await();
        Ended second = sandbox.start("-n", "5", option).await();

        assertThat(without).endsWith("/lib/dependency.jar").doesNotContain("otlp");
        assertThat(first.code()).isZero();
        assertThat(first.stderr()).isEqualTo("trueload: building what --otlp takes, once...\n");
        assertThat(second.stderr()).isEmpty();
        assertThat(sandbox.builds()).isEqualTo(2);
        Path jars =
                Path.of(without.substring(0, without.indexOf("/load-cli.jar"))).resolve("otlp");
        assertThat(classPath(first))
                .isEqualTo(classPath(second))
                .isEqualTo(without + ":" + jars + "/load-otlp.jar:" + jars + "/opentelemetry.jar");
        // The cache is that of the others, which comes first in the class path of both.
        assertThat(sandbox.cachings()).isOne();
        assertThat(first.stdout())
                .contains("SharedArchiveFile=" + sandbox.caches().get(0));
    }

    @Test
    void otlp_afterTheSourcesChanged_isBuiltAgain() throws IOException, InterruptedException {
        sandbox.start("--otlp").await();
        sandbox.touch("pom.xml");

        assertThat(sandbox.start("--otlp").await().stderr())
                .isEqualTo(BUILDING + "trueload: building what --otlp takes, once...\n");
        assertThat(sandbox.builds()).isEqualTo(4);
    }

    @Test
    void launcher_behindSymbolicLinks_findsItsCheckout() throws IOException, InterruptedException {
        Path links = Files.createDirectory(folder.resolve("some links"));
        Files.createSymbolicLink(links.resolve("absolute"), sandbox.root().resolve("trueload"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("absolute"));

        Ended ended = sandbox.start(links.resolve("relative"), sandbox.jdk().toString(), "-h")
                .await();

        assertThat(ended.code()).isZero();
        assertThat(ended.stdout())
                .contains(sandbox.root().resolve("load-cli/target").toString())
                .endsWith("<-h>\n");
    }

    @Test
    void build_failed_showsItsEndAndRefuses() throws IOException, InterruptedException {
        sandbox.breakBuild();

        Ended ended = sandbox.start().await();

        assertThat(ended)
                .isEqualTo(new Ended(
                        2,
                        "",
                        BUILDING
                                + "trueload: the build failed; the end of " + sandbox.root()
                                + "/load-cli/target/launcher/log:\n"
                                + "[INFO] noise on standard output\n"
                                + "[WARNING] noise on standard error\n"
                                + "[ERROR] A.java:[1,2] cannot find symbol\n"
                                + "[ERROR] Failed to execute goal compile\n"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsAtTheSameTime_buildOnce(boolean withFlock) throws IOException, InterruptedException {
        if (!withFlock) {
            Files.deleteIfExists(sandbox.tool("flock"));
        }
        Started[] all = {sandbox.start("1"), sandbox.start("2"), sandbox.start("3")};

        for (int i = 0; i < all.length; i++) {
            Ended ended = all[i].await();
            assertThat(ended.code()).isZero();
            assertThat(ended.stdout()).endsWith("<" + (i + 1) + ">\n");
        }
        assertThat(sandbox.builds()).isOne();
    }

    @Test
    void lock_ofABuildThatWasKilled_isTakenOver() throws IOException, InterruptedException {
        Files.deleteIfExists(sandbox.tool("flock"));
        Path lock = Files.createDirectories(sandbox.root().resolve("load-cli/target/launcher/lock.d"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        assertThat(sandbox.start().await().code()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void anotherJdk_onTheNextStart_isUsedWithoutABuild() throws IOException, InterruptedException {
        sandbox.start().await();
        Path other = sandbox.jdk("other-jdk", "25.0.3");

        Ended ended = sandbox.start(sandbox.root().resolve("trueload"), other.toString())
                .await();

        assertThat(ended.code()).isZero();
        assertThat(sandbox.builds()).isOne();
    }

    @Test
    void java_onThePathOnly_isFoundThroughItsLink() throws IOException, InterruptedException {
        Files.createSymbolicLink(sandbox.tool("java"), sandbox.jdk().resolve("bin/java"));

        assertThat(sandbox.start(sandbox.root().resolve("trueload"), "").await().code())
                .isZero();
        assertThat(sandbox.firstBuild()).startsWith(sandbox.jdk() + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.22", "16"})
    void java_tooOld_isRefused(String version) throws IOException, InterruptedException {
        Path old = sandbox.jdk("old-jdk", version);

        assertThat(refusal(old.toString()))
                .isEqualTo("trueload: JDK 17 or newer is needed, but " + old + "/bin/java is version " + version
                        + "; set JAVA_HOME\n");
    }

    @Test
    void java_missing_isSaid() throws IOException, InterruptedException {
        assertThat(refusal("")).isEqualTo("trueload: java not found; install a JDK, 17 or newer, or set JAVA_HOME\n");
        assertThat(refusal("/no/jdk"))
                .isEqualTo("trueload: no java in JAVA_HOME: /no/jdk; set it to a JDK, 17 or newer, or unset it\n");
    }

    @Test
    void javac_missing_isSaidWhenItIsNeeded() throws IOException, InterruptedException {
        Path runtime = sandbox.jdk("jre", "21.0.2");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(refusal(runtime.toString()))
                .isEqualTo("trueload: no javac beside " + runtime + "/bin/java; building needs a JDK, not only a JRE:"
                        + " install one or set JAVA_HOME\n");

        sandbox.start().await();
        assertThat(sandbox.start(sandbox.root().resolve("trueload"), runtime.toString())
                        .await()
                        .code())
                .isZero();
    }

    @Test
    void maven_missing_isSaid() throws IOException, InterruptedException {
        Files.delete(sandbox.tool("mvn"));

        assertThat(refusal(sandbox.jdk().toString()))
                .isEqualTo("trueload: mvn not found; install Maven, 3.8.7 or newer\n");
    }

    private static String classPath(Ended ended) {
        List<String> words = ended.stdout().lines().toList();
        String path = words.get(words.indexOf("<-cp>") + 1);
        return path.substring(1, path.length() - 1);
    }

    private String refusal(String javaHome) throws IOException, InterruptedException {
        Ended ended =
                sandbox.start(sandbox.root().resolve("trueload"), javaHome).await();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stdout()).isEmpty();
        return ended.stderr();
    }
}
