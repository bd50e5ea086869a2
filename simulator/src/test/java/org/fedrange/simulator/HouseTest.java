package org.fedrange.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the architecture forbids. */
@AnalyzeClasses(packages = "org.fedrange", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    @ArchTest
    static final ArchRule LEARNING_KNOWS_NOBODY = noClasses().that().resideInAPackage("..learning..").should().dependOnClassesThat()
            .resideInAnyPackage("org.fedrange.aggregation..", "org.fedrange.attacks..", "org.fedrange.defenses..", "org.fedrange.simulator..");

    @ArchTest
    static final ArchRule AGGREGATION_KNOWS_LEARNING_ONLY = noClasses().that().resideInAPackage("..aggregation..").should()
            .dependOnClassesThat().resideInAnyPackage("org.fedrange.attacks..", "org.fedrange.defenses..", "org.fedrange.simulator..");

    @ArchTest
    static final ArchRule ATTACKS_DO_NOT_KNOW_DEFENSES = noClasses().that().resideInAPackage("..attacks..").should()
            .dependOnClassesThat().resideInAnyPackage("org.fedrange.defenses..", "org.fedrange.simulator..");

    @ArchTest
    static final ArchRule DEFENSES_DO_NOT_KNOW_ATTACKS = noClasses().that().resideInAPackage("..defenses..").should()
            .dependOnClassesThat().resideInAnyPackage("org.fedrange.attacks..", "org.fedrange.simulator..");

    @ArchTest
    static final ArchRule ONLY_ACTORS_KNOW_AKKA = noClasses().that()
            .resideOutsideOfPackages("org.fedrange.simulator.actor..", "org.fedrange.simulator.cluster..").should()
            .dependOnClassesThat().resideInAnyPackage("akka..");

    @ArchTest
    static final ArchRule THE_PURE_DO_NOT_LOOK_BACK = noClasses().that()
            .resideInAnyPackage("org.fedrange.simulator.round..", "org.fedrange.simulator.federation..", "org.fedrange.simulator.channel..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("org.fedrange.simulator.actor..", "org.fedrange.simulator.cluster..", "org.fedrange.simulator.run..", "org.fedrange.simulator.cli..");

    @ArchTest
    static final ArchRule RANDOMNESS_HAS_NAMES = noClasses().should().dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random").orShould().callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_HAS_A_CLOCK = noClasses().that().resideOutsideOfPackage("org.fedrange.simulator.cli..").should()
            .callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
            .orShould().callMethod(java.time.Instant.class, "now");
}
