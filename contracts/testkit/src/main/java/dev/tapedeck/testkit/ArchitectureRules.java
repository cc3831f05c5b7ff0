package dev.tapedeck.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The rules that keep every service in the same shape: a pure core, adapters around it, one wiring class. Each service's test calls
 * {@link #check(String)} with its base package.
 */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /** Fails with every violation when the classes below {@code basePackage} break a rule. */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(basePackage);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes found below " + basePackage);
        }
        rules(basePackage).forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    private static List<ArchRule> rules(String base) {
        String core = base + ".core..";
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(core)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                core,
                                "java.lang..",
                                "java.math..",
                                "java.nio..",
                                "java.io..",
                                "java.time..",
                                "java.util..",
                                "com.fasterxml.jackson.annotation..",
                                "dev.tapedeck.contracts..",
                                "dev.tapedeck.kit.decide..",
                                "org.jspecify.annotations..",
                                "org.pcollections..")
                        .because("a core knows no Kafka, no HTTP and no framework"),
                noClasses()
                        .that()
                        .resideInAPackage(core)
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.util.UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.concurrent.Executor.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.Random.class)
                        .because("the same input must give the same decision, live and in a replay"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(base)
                        .and()
                        .resideInAnyPackage(base + ".in..", base + ".out..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(base + ".config..")
                        .because("configuration is converted by the wiring"),
                noClasses()
                        .that()
                        .resideInAPackage(base + "..")
                        .should()
                        .haveNameMatching(".*(Manager|Util|Utils|Helper|Impl)")
                        .because("such a name does not say what the class is for"));
    }
}
