// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** What the module keeps to. */
@AnalyzeClasses(
        packages = {"io.trueload.junit", "io.trueload.assertj"},
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

    private static final String CONTAINERS = "io.trueload.junit.testcontainers..";

    @ArchTest
    static final ArchRule testcontainers_areKnownToOnePackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage(CONTAINERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.testcontainers..");

    @ArchTest
    static final ArchRule standardStreams_areUsedByThePublisherOnly =
            noClasses().that().doNotHaveSimpleName("RunPublisher").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule assertions_knowNoExtension = noClasses()
            .that()
            .resideInAPackage("io.trueload.assertj..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.trueload.junit..");

    @ArchTest
    static final ArchRule hiddenPartsOfTheEngine_andLoggers_areNotUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.hc..",
                    "org.HdrHistogram..",
                    "io.trueload.engine.internal..",
                    "org.slf4j..",
                    "java.util.logging..");

    @ArchTest
    static final ArchRule methodsThatJunit5Lacks_areNotCalled = noClasses()
            .should()
            .callMethodWhere(describe(
                    "is absent from JUnit 5",
                    call -> call.getTargetOwner()
                                    .getName()
                                    .equals("org.junit.jupiter.api.extension.ExtensionContext$Store")
                            && call.getName().equals("computeIfAbsent")));

    @ArchTest
    static final ArchRule exceptions_areNotGeneric = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule clocks_areNotRead = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule packages_areNullMarked = classes()
            .should(be(describe(
                    "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static void publicTypesOfTheExtension_areTheDoorsOnly(JavaClasses types) {
        assertThat(types)
                .filteredOn(type -> type.getPackageName().startsWith("io.trueload.junit"))
                .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "LoadTest",
                        "LoadProfile",
                        "LoadDefaults",
                        "Expect",
                        "Baseline",
                        "All",
                        "LoadTarget",
                        "LoadRequests",
                        "LoadCheck",
                        "LoadRunner",
                        "LoadTestExtension",
                        "Builder",
                        "Runner",
                        "ContainerTarget",
                        "ContainerRuns",
                        "LoadTesterContainer",
                        "LoadTesterFleet");
    }

    @ArchTest
    static void rules_sawTheModule(JavaClasses types) {
        assertThat(types).hasSizeGreaterThan(30);
    }
}
