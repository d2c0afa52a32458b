// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.trueload.report", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standardStreams_areNotUsed = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule logging_isNotUsed = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule exceptions_areNotGeneric = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule hiddenPartsOfTheEngine_areNotUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "io.trueload.engine.internal..", "com.fasterxml.jackson.databind..");

    @ArchTest
    static final ArchRule jackson_isKnownToTheJsonClassesOnly = noClasses()
            .that()
            .haveNameNotMatching("io\\.trueload\\.report\\.Json.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule hdrHistogram_isKnownToTheLogAndTheEncodingOnly = noClasses()
            .that()
            .haveNameNotMatching("io\\.trueload\\.report\\.(HistogramLog|EncodedTimes)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.HdrHistogram..");

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
    static void types_areFinalOrInterfaces(JavaClasses types) {
        assertThat(types)
                .filteredOn(type -> !type.isInterface() && !type.isAnonymousClass())
                .allMatch(type -> type.getModifiers().contains(JavaModifier.FINAL));
    }

    @ArchTest
    static void publicTypes_areTheDoorsOnly(JavaClasses types) {
        assertThat(types)
                .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder(
                        "TextReport",
                        "JsonReport",
                        "CsvReport",
                        "Columns",
                        "Explanation",
                        "HistogramLog",
                        "HtmlReport",
                        "MergedPlan",
                        "NamedResult",
                        "NamedTimes",
                        "PlanSummary",
                        "ReportIndex",
                        "Second",
                        "ReportFile",
                        "TerminalText",
                        "TimesLog",
                        "VisibleText",
                        "RunFigures",
                        "RunExport",
                        "ResultExporter",
                        "Baseline",
                        "Comparison",
                        "Limits",
                        "Percentile");
    }

    @ArchTest
    static void rules_sawTheModule(JavaClasses types) {
        assertThat(types).hasSizeGreaterThan(15);
    }
}
