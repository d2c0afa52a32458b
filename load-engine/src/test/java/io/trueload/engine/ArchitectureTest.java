// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;

/** The directions and habits that the engine's packages keep. */
@AnalyzeClasses(packages = "io.trueload.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String API = "io.trueload.engine";
    private static final String INTERNAL = "io.trueload.engine.internal..";
    private static final String HTTP = "io.trueload.engine.internal.http..";
    private static final String MEASURE = "io.trueload.engine.internal.measure..";
    private static final String RUN = "io.trueload.engine.internal.run..";
    private static final String SCHEDULE = "io.trueload.engine.internal.schedule..";
    private static final String STATISTICS = "io.trueload.engine.internal.statistics..";

    @ArchTest
    static void importSeesTheWholeEngine(JavaClasses engine) {
        assertThat(engine).hasSizeGreaterThan(60);
        assertThat(packages(engine).map(JavaPackage::getName))
                .contains(
                        API,
                        "io.trueload.engine.internal.http",
                        "io.trueload.engine.internal.measure",
                        "io.trueload.engine.internal.run",
                        "io.trueload.engine.internal.schedule",
                        "io.trueload.engine.internal.statistics");
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses engine) {
        assertThat(packages(engine))
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("%s is @NullMarked", each.getName())
                        .isTrue());
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().assignedFrom(new Packages())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(belongToAnyOf(LoadEngine.class), resideInAPackage(INTERNAL))
            .because("only the engine's door looks inside");

    @ArchTest
    static final ArchRule onlyLoadEngineLooksInside = noClasses()
            .that()
            .resideInAPackage(API)
            .and(DescribedPredicate.not(belongToAnyOf(LoadEngine.class)))
            .should()
            .dependOnClassesThat(resideInAPackage(INTERNAL).and(DescribedPredicate.not(resideInAPackage(STATISTICS))));

    @ArchTest
    static final ArchRule statisticsAreArithmetic = classes()
            .that()
            .resideInAPackage(STATISTICS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(STATISTICS, "java.lang..", "java.util..", "org.jspecify..")
            .because("what knows nothing of ours may be used by all of ours");

    @ArchTest
    static final ArchRule scheduleKnowsOnlyThePublicPackage = classes()
            .that()
            .resideInAPackage(SCHEDULE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    SCHEDULE, API, "java.lang..", "java.math..", "java.time..", "java.util..", "org.jspecify..");

    @ArchTest
    static final ArchRule httpKnowsNoOtherPart = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MEASURE, RUN, SCHEDULE);

    @ArchTest
    static final ArchRule measureKnowsNoOtherPart = noClasses()
            .that()
            .resideInAPackage(MEASURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP, RUN, SCHEDULE);

    @ArchTest
    static final ArchRule httpComponentsOnlyInHttp = noClasses()
            .that()
            .resideOutsideOfPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule hdrHistogramOnlyInMeasure = noClasses()
            .that()
            .resideOutsideOfPackage(MEASURE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.HdrHistogram..");

    @ArchTest
    static final ArchRule clocksAreReadInOneClass = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.trueload.engine.internal.run.SystemClock")
            .should()
            .accessTargetWhere(describe("reads a clock", ArchitectureTest::readsClock))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Date.class);

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses().should().accessTargetWhere(describe("is Thread.sleep", ArchitectureTest::sleeps));

    @ArchTest
    static final ArchRule senderWaitsOnlyWhenItIsClosed = noClasses()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .accessTargetWhere(describe(
                    "blocks outside of close()",
                    access -> blocks(access) && !access.getOrigin().getName().equals("close")))
            .because("it runs on the I/O threads");

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule noLoggers =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.slf4j..", "java.util.logging..");

    @ArchTest
    static final ArchRule nothingEndsTheProcess = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "ends the process",
                    access -> targets(access, System.class, "exit") || targets(access, Runtime.class, "exit", "halt")));

    @ArchTest
    static void noTestSleepsOrIsDisabled(JavaClasses engineWithoutTests) {
        JavaClasses all = new ClassFileImporter().importPackages(API);
        assertThat(all).hasSizeGreaterThan(engineWithoutTests.size());
        nothingSleeps.check(all);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Disabled.class)
                .because("a test is skipped only by a condition that says why")
                .check(new ClassFileImporter()
                        .importPackages(API)
                        .that(DescribedPredicate.not(belongToAnyOf(ArchitectureTest.class))));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        return targets(access, System.class, "nanoTime", "currentTimeMillis")
                || targets(access, Clock.class, "systemUTC", "systemDefaultZone", "system")
                || (access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getName().equals("now"));
    }

    private static boolean sleeps(JavaAccess<?> access) {
        return access.getName().equals("sleep")
                && (access.getTargetOwner().isEquivalentTo(Thread.class)
                        || access.getTargetOwner().getPackageName().equals("java.util.concurrent"));
    }

    private static boolean blocks(JavaAccess<?> access) {
        return targets(access, Future.class, "get", "join")
                || targets(access, CountDownLatch.class, "await")
                || targets(access, Condition.class, "await", "awaitNanos", "awaitUntil", "awaitUninterruptibly")
                || targets(access, Semaphore.class, "acquire", "acquireUninterruptibly")
                || targets(access, BlockingQueue.class, "take", "put")
                || targets(access, LockSupport.class, "park", "parkNanos", "parkUntil")
                || targets(access, Thread.class, "join")
                || (access.getName().equals("wait") && access.getTargetOwner().isEquivalentTo(Object.class));
    }

    private static boolean targets(JavaAccess<?> access, Class<?> owner, String... names) {
        return Set.of(names).contains(access.getName())
                && access.getTargetOwner().isAssignableTo(owner);
    }

    private static Stream<JavaPackage> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet()).stream();
    }

    /** Each package is a slice of its own, the public one too. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
