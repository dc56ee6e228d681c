package io.prox.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;

/// The walls that Maven's graph does not show. Each rule says why, since that is what one meets who
/// runs into it.
@AnalyzeClasses(
        packages = "io.prox",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
    /// What modules lend each other for their tests comes in jars of its own.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] PURE = {
        "io.prox.tables..",
        "io.prox.features..",
        "io.prox.learning..",
        "io.prox.contracts..",
        "io.prox.simulators.company.."
    };

    /// Each is a role that may run in a process of its own.
    private static final String[] COMPONENTS = {
        "io.prox.console..", "io.prox.engagement..", "io.prox.ingestion..", "io.prox.scoring.."
    };

    @ArchTest
    static final ArchRule pureModulesHaveNoEffects =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net.http..",
                            "java.sql..",
                            "javax.sql..",
                            "org.springframework..",
                            "org.apache.kafka..")
                    .because(
                            "live scoring and training must compute the same value from the same"
                                    + " rows, wherever they run");

    @ArchTest
    static final ArchRule pureModulesHaveNoClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethodWhere(
                            target(nameMatching("now|system|systemUTC|systemDefaultZone"))
                                    .and(target(owner(resideInAPackage("java.time..")))))
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because(
                            "the same file and seed must give the same bytes, today and in a year");

    /// Where clock and chance come from. The others are what stands outside of a process that is
    /// put together: the command line, and engines, which are there before it.
    private static final Set<String> MAKERS =
            Set.of(
                    "io.prox.platform.PlatformConfiguration",
                    "io.prox.app.Main",
                    "io.prox.app.demo.Demo",
                    "io.prox.app.running.Installation",
                    "io.prox.engines.Secrets");

    @ArchTest
    static final ArchRule timeAndChanceArePassedIn =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox..")
                    .and(describe("make neither", type -> !MAKERS.contains(type.getName())))
                    .should()
                    .callCodeUnitWhere(
                            describe(
                                    "takes the time or chance of the machine",
                                    ArchitectureTest::takesTimeOrChance))
                    .because(
                            "a test sets the clock and a seed, and a replay gives the same answer");

    private static boolean takesTimeOrChance(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        boolean alone = call.getTarget().getRawParameterTypes().isEmpty();
        return switch (owner.getName()) {
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.Date", "java.util.Random", "java.util.SplittableRandom" ->
                    name.equals(JavaConstructor.CONSTRUCTOR_NAME) && alone;
            case "java.security.SecureRandom" ->
                    name.equals(JavaConstructor.CONSTRUCTOR_NAME) || name.startsWith("getInstance");
            default ->
                    owner.getPackageName().equals("java.time")
                            && name.equals("now")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
        };
    }

    @ArchTest
    static final ArchRule tablesKnowNobody =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.tables..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.prox.features..", "io.prox.learning..", "io.prox.app..")
                    .because("reading a file has nothing to do with what is made of it");

    @ArchTest
    static final ArchRule featuresKnowOnlyTables =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.features..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.prox.learning..", "io.prox.app..")
                    .because("a feature must not depend on the model that uses it");

    @ArchTest
    static final ArchRule learningKnowsOnlyTables =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.learning..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.prox.features..", "io.prox.app..")
                    .because(
                            "learning gets derived values only: personal fields never reach a model");

    @ArchTest
    static final ArchRule contractsKnowNobody =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.contracts..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.prox..")
                                    .and(resideOutsideOfPackage("io.prox.contracts..")))
                    .because(
                            "what components say to each other must not change with how they do it");

    @ArchTest
    static final ArchRule platformKnowsOnlyContracts =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.platform..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.prox..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "io.prox.platform..", "io.prox.contracts..")))
                    .because("every component stands on the platform, so it may stand on none");

    @ArchTest
    static final ArchRule enginesKnowNobody =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.engines..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.prox..")
                                    .and(resideOutsideOfPackage("io.prox.engines..")))
                    .because("tests of every other module start them");

    @ArchTest
    static final ArchRule componentsStartNoEngines =
            noClasses()
                    .that()
                    .resideInAnyPackage(COMPONENTS)
                    .or()
                    .resideInAPackage("io.prox.platform..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.prox.engines..")
                    .because("they run on a cluster's PostgreSQL and Kafka just as well");

    @ArchTest
    static final ArchRule onlyThePlatformSpeaksKafka =
            noClasses()
                    .that()
                    .resideInAnyPackage(COMPONENTS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..")
                    .because(
                            "offsets and effects are committed in one transaction by the consumer"
                                    + " loop, and what is published goes through the outbox");

    @ArchTest
    static final ArchRule onlySealingEncrypts =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox..")
                    .and()
                    .resideOutsideOfPackage("io.prox.platform.sealing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javax.crypto..", "com.google.crypto.tink..")
                    .because("keys are made, kept and destroyed in one place");

    @ArchTest
    static final ArchRule onlyTheAppTalksToTheTerminal =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callMethod(System.class, "exit", int.class)
                    .because("a library says what happened by its results and exceptions");
}
