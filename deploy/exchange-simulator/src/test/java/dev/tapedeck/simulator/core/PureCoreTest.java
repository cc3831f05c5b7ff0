package dev.tapedeck.simulator.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PureCoreTest {
    private static final String CORE = "dev.tapedeck.simulator.core..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tapedeck.simulator");

    @Test
    void coreKnowsJavaAndItselfOnly() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CORE,
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.math",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void coreReadsNoClockThreadOrChance() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .accessClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .accessClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void tapesAndViewsKnowNoSockets() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tapedeck.simulator.tape..", "dev.tapedeck.simulator.market..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "com.fasterxml..")
                .check(CLASSES);
    }
}
