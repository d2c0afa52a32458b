// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the launcher in a checkout of its own, with a Maven and a JDK that only say how they were called. */
final class LauncherSandbox {

    private static final List<String> TOOLS = List.of(
            "cat",
            "cp",
            "date",
            "find",
            "flock",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch");

    private final Path root;
    private final Path jdk;

    LauncherSandbox(Path folder) throws IOException {
        this(folder, "a checkout");
    }

    LauncherSandbox(Path folder, String name) throws IOException {
        root = Files.createDirectories(folder.resolve(name));
        Path launcher = Path.of(System.getProperty("user.dir")).resolveSibling("trueload");
        Files.copy(launcher, root.resolve("trueload"), StandardCopyOption.COPY_ATTRIBUTES);
        write("pom.xml", "");
        write("load-cli/pom.xml", "");
        write("load-cli/src/main/java/A.java", "");
        write("load-engine/src/main/java/B.java", "");
        for (String tool : TOOLS) {
            for (Path place : List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool))) {
                if (Files.exists(place) && Files.notExists(tool(tool))) {
                    script(tool(tool), "exec " + place + " \"$@\"\n");
                }
            }
        }
        script(tool("mvn"), """
                echo "$JAVA_HOME: $*" >>"${0%/*}/../maven.log"
                echo '[INFO] noise on standard output'
                echo '[WARNING] noise on standard error' >&2
                sleep 1
                if [ -e "${0%/*}/../broken" ]; then
                    echo '[ERROR] A.java:[1,2] cannot find symbol'
                    echo '[ERROR] Failed to execute goal compile'
                    echo '[ERROR] Re-run Maven'
                    exit 1
                fi
                mkdir -p load-cli/target/lib
                : >load-cli/target/lib/dependency.jar
                : >load-cli/target/load-cli.jar
                case $* in
                    *load-otlp*)
                        mkdir -p load-otlp/target/otlp
                        : >load-otlp/target/otlp/load-otlp.jar
                        : >load-otlp/target/otlp/opentelemetry.jar
                        ;;
                esac
                """);
        jdk = jdk("jdk", "21.0.2");
    }

    /** Makes a JDK whose {@code java} prints its process and its arguments. */
    Path jdk(String name, String version) throws IOException {
        Path home = root.resolveSibling(name);
        script(home.resolve("bin/java"), """
                beside=${0%/*/*/*}
                for word; do
                    case $word in
                        -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*)
                            echo "$*" >>"$beside/caches.log"
                            sleep 1
                            [ ! -e "$beside/killed" ] || { echo half >"${word#*=}"; exit "$(cat "$beside/killed")"; }
                            [ -e "$beside/no caches" ] || echo "a cache" >"${word#*=}"
                            ;;
                        *.new) [ ! -e "$beside/bad caches" ] || exit 134 ;;
                    esac
                done
                echo "pid $$"
                for word; do echo "<$word>"; done
                """);
        script(home.resolve("bin/javac"), "");
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Nobody, Inc.\"\nOS_ARCH=\"x86_64\"\nJAVA_RUNTIME_VERSION=\"" + version
                        + "+1\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    Path root() {
        return root;
    }

    Path jdk() {
        return jdk;
    }

    /** Returns a tool on the launcher's PATH. */
    Path tool(String name) {
        return root.resolveSibling("tools").resolve(name);
    }

    /** Makes every build fail. */
    void breakBuild() throws IOException {
        Files.writeString(root.resolveSibling("broken"), "");
    }

    /** Lets every JVM end well without the cache that it was to make. */
    void forbidCaches() throws IOException {
        Files.writeString(root.resolveSibling("no caches"), "");
    }

    /** Lets every JVM that makes a cache end with an exit code, before it is done. */
    void killMakers(int code) throws IOException {
        Files.writeString(root.resolveSibling("killed"), Integer.toString(code));
    }

    /** Lets every JVM die of a new cache. */
    void breakCaches() throws IOException {
        Files.writeString(root.resolveSibling("bad caches"), "");
    }

    /** Returns the caches that are there, by their names. */
    List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("load-cli/target/launcher"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns how often a cache was made or tried to be. */
    long cachings() throws IOException {
        return lines("caches.log");
    }

    /** Lets Maven come up with the command as it was packaged for these tests. */
    void buildTheRealCommand() throws IOException {
        Path target = Path.of(System.getProperty("user.dir"), "target");
        script(tool("mvn"), """
                mkdir -p load-cli/target
                cp -R "%1$s/lib" load-cli/target/
                cp "%1$s/load-cli.jar" load-cli/target/
                """.formatted(target));
    }

    /** Returns how often Maven was called. */
    long builds() throws IOException {
        return lines("maven.log");
    }

    private long lines(String name) throws IOException {
        Path log = root.resolveSibling(name);
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.count();
        }
    }

    /** Returns how Maven was called first. */
    String firstBuild() throws IOException {
        return Files.readAllLines(root.resolveSibling("maven.log")).get(0);
    }

    /** Makes a file or folder newer than any build so far. */
    void touch(String path) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(path), FileTime.from(Instant.now().plusSeconds(5)));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Starts the launcher as it lies, from the root of the file system, with the sandbox's JDK. */
    Started start(String... words) throws IOException {
        return start(root.resolve("trueload"), jdk.toString(), words);
    }

    /**
     * Starts a launcher.
     *
     * @param javaHome the JAVA_HOME, or empty for none
     */
    Started start(Path launcher, String javaHome, String... words) throws IOException {
        return start(List.of(launcher.toString()), javaHome, "-Done=1 -Dtwo=2", words);
    }

    /** Starts the launcher with options for the JVM. */
    Started startWith(String javaOptions, Path javaHome, String... words) throws IOException {
        return start(List.of(root.resolve("trueload").toString()), javaHome.toString(), javaOptions, words);
    }

    /** Starts the launcher where the checkout can only be read. */
    Started startReadOnly() throws IOException {
        String mount = "command -p mount --bind \"$1\" \"$1\" && command -p mount -o remount,bind,ro \"$1\"";
        return start(
                List.of(
                        "unshare",
                        "--mount",
                        "/bin/sh",
                        "-c",
                        mount + " && exec \"$1/trueload\"",
                        "sh",
                        root.toString()),
                jdk.toString(),
                "");
    }

    private Started start(List<String> launcher, String javaHome, String javaOptions, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(words));
        Path out = Files.createTempFile(root.getParent(), "out", "");
        Path err = Files.createTempFile(root.getParent(), "err", "");
        var builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", root.resolveSibling("tools").toString());
        builder.environment().put("TRUELOAD_JAVA_OPTS", javaOptions);
        builder.environment().put("CDPATH", "/usr");
        if (!javaHome.isEmpty()) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        return new Started(builder.start(), out, err);
    }

    /** A launcher that is under way. */
    record Started(Process process, Path out, Path err) {

        CommandProcess.Ended await() throws IOException, InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new CommandProcess.Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
