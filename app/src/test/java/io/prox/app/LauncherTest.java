package io.prox.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, in a folder of its own with a JDK and a Maven that only pretend.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "prox").toAbsolutePath().normalize();

    /// Tools that a launcher may use; all are in POSIX but readlink, which every system has.
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "awk",
                    "cat",
                    "cksum",
                    "cp",
                    "cut",
                    "date",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "sort");

    @TempDir private Path folder = Path.of("");
    private Path root = Path.of("");
    private Path bin = Path.of("");
    private Path jdks = Path.of("");

    private record Run(int code, String out, String err) {}

    /// @param files where the outputs of the process go
    private record Started(Process process, Path files) {}

    @BeforeEach
    void layOut() throws IOException {
        assumeTrue(Files.exists(LAUNCHER), "the launcher is not beside this module");
        root = Files.createDirectories(folder.resolve("pro x"));
        bin = Files.createDirectory(folder.resolve("bin"));
        jdks = Files.createDirectory(folder.resolve("jdks"));
        executable(root.resolve("prox"), Files.readString(LAUNCHER));
        Files.writeString(
                root.resolve("pom.xml"),
                "<project><artifactId>prox</artifactId>\n<version>1.2.3</version></project>\n");
        Files.createDirectories(root.resolve("app/src/main"));
        Files.writeString(root.resolve("app/pom.xml"), "");
        Files.writeString(root.resolve("app/src/main/One.java"), "");
        Files.writeString(root.resolve("app/src/main/Two.java"), "");
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), tool(tool));
        }
        jdk("old", 17);
        jdk("new", 25);
        maven("3.9.9");
    }

    @Test
    void findsAJdkThatIsNewEnoughAndPassesArgumentsUnchanged() throws Exception {
        Run run =
                run(
                        Map.of("JAVA_HOME", jdks.resolve("old").toString()),
                        "evaluate",
                        "my leads.csv",
                        "--target",
                        "Won it");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("java of new\n")
                .endsWith("io.prox.app.Main\nevaluate\nmy leads.csv\n--target\nWon it\n")
                .contains(root + "/target/prox/app/1/lib/app-1.jar");
    }

    @Test
    void withoutAJdkTwoLinesSayHowToGetOne() throws Exception {
        delete(jdks.resolve("new"));

        Run run = run(Map.of(), "evaluate", "x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("JDK 25 or newer", "the newest found is 17", "JAVA_HOME");
    }

    @Test
    void theOldestJdkThatWillDoIsTaken() throws Exception {
        jdk("a-newer", 27);

        assertThat(run(Map.of(), "score", "x").out()).startsWith("java of new\n");
    }

    @Test
    void withoutMavenOrWithAnOldOneTwoLinesSayHowToGetIt() throws Exception {
        maven("3.6.3");
        Run old = run(Map.of(), "evaluate", "x");
        Files.delete(bin.resolve("mvn"));
        Run none = run(Map.of(), "evaluate", "x");

        assertThat(old.code()).isEqualTo(2);
        assertThat(old.err()).contains("needs Maven 3.8.7 or newer", "is 3.6.3");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("needs Maven 3.8.7", "there is no 'mvn'");
    }

    @Test
    void buildsOnFirstUseAndWhenSourcesChangedOrWentAndOnlyThen() throws Exception {
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(1);
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(1);

        Path source = root.resolve("app/src/main/One.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofSeconds(1))));
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(2);

        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Files.delete(root.resolve("app/src/main/Two.java"));
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(3);
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void aRunningProgramKeepsItsJarsThroughTheNextBuild() throws Exception {
        run(Map.of(), "evaluate", "x");
        for (int build = 2; build <= 3; build++) {
            Files.writeString(root.resolve("app/src/main/New" + build + ".java"), "");
            run(Map.of(), "evaluate", "x");
        }

        assertThat(root.resolve("target/prox/app/1")).doesNotExist();
        assertThat(root.resolve("target/prox/app/2/lib/app-1.jar")).exists();
        assertThat(root.resolve("target/prox/app/3/lib/app-1.jar")).exists();
    }

    @Test
    void aBuildPreparesFastStartsAndItWorksWithoutThemToo() throws Exception {
        Path made = root.resolve("target/prox/app/1");
        Run first = run(Map.of("PRETEND_CACHE", "yes"), "up");
        Files.delete(made.resolve("start.aot"));
        Files.delete(made.resolve("broker.aot"));
        Run without = run(Map.of(), "up");

        assertThat(first.out().lines())
                .contains(
                        "-XX:AOTCache=" + made.resolve("start.aot"),
                        "-Dprox.broker-cache=" + made.resolve("broker.aot"));
        assertThat(without.code()).isZero();
        assertThat(without.out()).doesNotContain(".aot").endsWith("io.prox.app.Main\nup\n");
    }

    @Test
    void whatFailsToPrepareFastStartsFailsNothingElse() throws Exception {
        Run run = run(Map.of("PRETEND_CACHE", "fails"), "up");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain(".aot");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void startsThroughALinkFromAnyFolder() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("p"), Path.of("../pro x/prox"));

        Run run = run(elsewhere, Map.of(), link.toString(), "score", "x");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("in " + elsewhere.toRealPath() + "\n");
    }

    @Test
    void aFailedBuildShowsWhatMattersAndIsTriedAgain() throws Exception {
        Run failed = run(Map.of("PRETEND_FAILURE", "yes"), "evaluate", "x");
        Run again = run(Map.of(), "evaluate", "x");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("  One.java:[3,4] cannot find symbol", "target/prox/app/build.log")
                .doesNotContain("[INFO]", "[Help 1]");
        assertThat(again.code()).isZero();
    }

    @Test
    void whatCannotBeFetchedIsNoFaultOfOurs() throws Exception {
        Run run = run(Map.of("PRETEND_FAILURE", "network"), "evaluate", "x");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("could not fetch what it needs");
    }

    @Test
    void elsewhereThanOnATerminalEachModuleIsOneLine() throws Exception {
        assertThat(run(Map.of(), "evaluate", "x").err())
                .contains("prox: building app (1 of 1)\n")
                .doesNotContain("\r");
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Map<String, String> slow = Map.of("PRETEND_SECONDS", "1");
        Started first = start(folder, slow, root + "/prox", "evaluate", "x");
        Started second = start(folder, slow, root + "/prox", "evaluate", "x");

        assertThat(end(first).code()).isZero();
        assertThat(end(second).code()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseHolderDiedIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(root.resolve("target/prox"));
        Files.createSymbolicLink(
                root.resolve("target/prox/lock"), Path.of(Long.toString(dead.pid())));

        assertThat(run(Map.of(), "evaluate", "x").code()).isZero();
        assertThat(Files.isSymbolicLink(root.resolve("target/prox/lock"))).isFalse();
    }

    @Test
    void aLockThatAnotherTookOverFirstIsLeftToIt() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Process living = new ProcessBuilder("sleep", "2").start();
        Path lock = root.resolve("target/prox/lock");
        Files.createDirectories(lock.getParent());
        Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));
        Files.delete(bin.resolve("mv"));
        executable(
                bin.resolve("mv"),
                """
                #!/bin/sh
                case $1 in
                    */lock) [ -e "$1.seen" ] || { : >"$1.seen"; rm "$1"; ln -s %d "$1"; } ;;
                esac
                exec %s "$@"
                """
                        .formatted(living.pid(), tool("mv")));

        Run run = run(Map.of(), "evaluate", "x");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("(process %d); waiting for it".formatted(living.pid()));
        assertThat(Files.isSymbolicLink(lock)).isFalse();
    }

    @Test
    void clearsNoLockButItsOwn() throws Exception {
        Run run = run(Map.of("PRETEND_THIEF", "1"), "evaluate", "x");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readSymbolicLink(root.resolve("target/prox/lock")))
                .isEqualTo(Path.of("1"));
    }

    @Test
    void runsNothingOfAVersionThatWasBuiltBefore() throws Exception {
        Files.createDirectories(root.resolve("app/target"));
        Files.writeString(root.resolve("app/target/app-0.jar"), "");

        Run run = run(Map.of(), "evaluate", "x");

        assertThat(run.out()).contains("/lib/app-1.jar").doesNotContain("app-0.jar");
    }

    @Test
    void packsNothingOfASourceThatIsGone() throws Exception {
        run(Map.of(), "evaluate", "x");
        Path compiled = Files.createDirectories(root.resolve("app/target/classes"));
        Files.writeString(root.resolve("app/src/main/Three.java"), "");
        run(Map.of(), "evaluate", "x");
        assertThat(builds()).isEqualTo(2);
        assertThat(compiled).exists();

        Files.delete(root.resolve("app/src/main/Three.java"));
        run(Map.of(), "evaluate", "x");

        assertThat(builds()).isEqualTo(3);
        assertThat(compiled).doesNotExist();
    }

    @Test
    void testLeavesOutWhatIsSlowUnlessAllIsAskedForAndHandsOnTheExitCode() throws Exception {
        assertThat(run(Map.of(), "test").out())
                .contains("mvn -B -ntp -T 1C verify -DexcludedGroups=slow\n");
        assertThat(run(Map.of(), "test", "--all").out()).contains("mvn -B -ntp -T 1C verify\n");
        assertThat(run(Map.of("PRETEND_FAILURE", "yes"), "test").code()).isEqualTo(1);
    }

    @Test
    void helpAndVersionNeedNeitherJdkNorBuild() throws Exception {
        delete(jdks.resolve("new"));

        assertThat(run(Map.of(), "version").out()).isEqualTo("prox 1.2.3\n");
        Run help = run(Map.of(), "help");
        assertThat(help.out()).contains("evaluate FILE", "test [--all]");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(builds()).isZero();
    }

    @Test
    void anUnknownCommandIsAMistake() throws Exception {
        Run run = run(Map.of(), "evalute");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no command 'evalute'", "evaluate");
        assertThat(builds()).isZero();
    }

    private void jdk(String name, int version) throws IOException {
        Path home = jdks.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%d.0.1\"\n".formatted(version));
        executable(
                home.resolve("bin/java"),
                """
                #!/bin/sh
                echo "java of %s"
                echo "in $(pwd -P)"
                for argument; do
                    echo "$argument"
                    case ${PRETEND_CACHE:-}$argument in
                        yes-XX:AOTCacheOutput=*) : >"${argument#*=}" ;;
                        yes*/broker.aot) case $argument in /*) : >"$argument" ;; esac ;;
                        fails-XX:AOTCacheOutput=*) : >"${argument#*=}"; exit 1 ;;
                    esac
                done
                """
                        .formatted(name));
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    }

    private void maven(String version) throws IOException {
        executable(
                bin.resolve("mvn"),
                """
                #!/bin/sh
                case "$*" in *-v) echo "Apache Maven %s (abc)"; exit 0 ;; esac
                echo "mvn $*"
                echo "[INFO] Building ProX app 1.2.3-SNAPSHOT                     [1/1]"
                sleep "${PRETEND_SECONDS:-0}"
                case ${PRETEND_FAILURE:-} in
                    yes) echo "[ERROR] One.java:[3,4] cannot find symbol"; echo "[ERROR] -> [Help 1]"; exit 1 ;;
                    network) echo "[ERROR] Could not transfer artifact a:b:jar:1"; exit 1 ;;
                esac
                echo built >>builds
                [ -z "${PRETEND_THIEF:-}" ] || { rm target/prox/lock; ln -s "$PRETEND_THIEF" target/prox/lock; }
                for argument; do
                    case $argument in
                        -DoutputDirectory=*) mkdir -p "${argument#*=}"; : >"${argument#*=}/other-1.jar" ;;
                    esac
                done
                mkdir -p app/target
                : >app/target/app-1.jar
                """
                        .formatted(version));
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(root + "/prox");
        command.addAll(List.of(arguments));
        return run(folder, environment, command.toArray(String[]::new));
    }

    private Run run(Path from, Map<String, String> environment, String... command)
            throws Exception {
        return end(start(from, environment, command));
    }

    private Started start(Path from, Map<String, String> environment, String... command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(from.toFile());
        Path files = Files.createTempDirectory(folder, "run");
        builder.redirectOutput(files.resolve("out").toFile());
        builder.redirectError(files.resolve("err").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH", bin.toString(),
                                "HOME", folder.toString(),
                                "PROX_JDK_FOLDERS", jdks.toString()));
        builder.environment().putAll(environment);
        return new Started(builder.start(), files);
    }

    private static Run end(Started started) throws Exception {
        Process process = started.process();
        Path files = started.files();
        assertThat(process.waitFor(60, SECONDS)).as("the launcher ends").isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(files.resolve("out"), UTF_8),
                Files.readString(files.resolve("err"), UTF_8));
    }

    private int builds() throws IOException {
        Path file = root.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private static Path tool(String name) {
        return List.of("/usr/bin", "/bin").stream()
                .map(place -> Path.of(place, name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no tool " + name));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
