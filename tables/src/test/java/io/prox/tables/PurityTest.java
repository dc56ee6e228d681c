package io.prox.tables;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.SplittableRandom;

@AnalyzeClasses(packages = "io.prox.tables", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

    @ArchTest
    static final ArchRule knowsNoFrameworkNetworkOrDatabase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..",
                            "javax.sql..",
                            "java.net..",
                            "org.springframework..",
                            "org.apache.kafka..")
                    .because("a table must read the same on a laptop, in a service and in a test");

    @ArchTest
    static final ArchRule hasNoClockOfItsOwn =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.time.Clock")
                    .because("the same file must give the same table tomorrow");

    @ArchTest
    static final ArchRule drawsNothingWithoutASeed =
            noClasses()
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SplittableRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .because("a sample must be drawn again by whoever repeats the work");

    @ArchTest
    static final ArchRule packagesKnowEachOtherOneWay =
            slices().matching("io.prox.tables.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("values know nothing of decisions, and decisions nothing of files");

    @ArchTest
    static final ArchRule valuesKnowNoReading =
            noClasses()
                    .that()
                    .resideInAPackage("io.prox.tables")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.prox.tables.kinds..",
                            "io.prox.tables.reading..",
                            "io.prox.tables.writing..")
                    .because("a model holds schemas without holding a file");
}
