package dev.touchstone.ci;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.touchstone.exec.Executor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a module may import, as the house's plan has it.
@AnalyzeClasses(
        packages = "dev.touchstone",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.Written.class})
class ArchitectureTests {
    /// Leaves out the encoder's generated classes, most of all code: its module descriptor holds them to the same
    /// rule, as it requires nothing else of ours.
    static final class Written implements ImportOption {
        private static final Pattern ENCODER_CLASS =
                Pattern.compile(".*/encoder/target/classes/([^$]*?)(\\$.*)?\\.class");

        @Override
        public boolean includes(Location location) {
            Matcher of = ENCODER_CLASS.matcher(location.asURI().getPath());
            return !of.matches() || Files.exists(Path.of("../encoder/src/main/java", of.group(1) + ".java"));
        }
    }

    private static final String OURS = "dev.touchstone..";
    private static final String ISA = "dev.touchstone.isa..";
    private static final String RELOCATION = "dev.touchstone.relocation..";
    private static final String ENCODER = "dev.touchstone.encoder..";
    private static final String EXEC_API = "dev.touchstone.exec";
    private static final String ENGINES = "dev.touchstone.exec.engines..";
    private static final String NATIVE = "dev.touchstone.exec.host..";
    private static final String EMULATED = "dev.touchstone.exec.emulated..";
    private static final String CONFORMANCE = "dev.touchstone.conformance..";
    private static final String CLI = "dev.touchstone.cli..";

    @ArchTest
    static final ArchRule isaImportsNothingOfOurs = only(ISA, ISA);

    @ArchTest
    static final ArchRule relocationImportsNothingOfOurs = only(RELOCATION, RELOCATION);

    @ArchTest
    static final ArchRule encoderKnowsNoExecutor = only(ENCODER, ENCODER, ISA, RELOCATION);

    @ArchTest
    static final ArchRule execApiKnowsNoExecutor = only(EXEC_API, EXEC_API, ENGINES, ENCODER, ISA, RELOCATION);

    @ArchTest
    static final ArchRule nativeKnowsNoEmulator = only(NATIVE, NATIVE, EXEC_API, ENGINES, ENCODER, ISA, RELOCATION);

    @ArchTest
    static final ArchRule emulatedKnowsNoNative = only(EMULATED, EMULATED, EXEC_API, ENGINES, ENCODER, ISA, RELOCATION);

    @ArchTest
    static final ArchRule onlyTheCommandImportsTheHarness = noClasses()
            .that()
            .resideOutsideOfPackages(CONFORMANCE, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONFORMANCE);

    /// Executors are found as plug-ins; their packages are named by nobody else.
    @ArchTest
    static final ArchRule executorsArePlugIns = noClasses()
            .that()
            .resideInAnyPackage("dev.touchstone.conformance.check..", "dev.touchstone.conformance.judge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NATIVE, EMULATED);

    /// The command line calls code in its own process by what any user calls, and knows no executor.
    @ArchTest
    static final ArchRule theCommandKnowsNoExecutor = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.touchstone.exec.host.(*)..", EMULATED)
            .orShould()
            .dependOnClassesThat()
            .implement(Executor.class);

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.touchstone.(**)").should().beFreeOfCycles();

    private static ArchRule only(String from, String... to) {
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(to)
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(OURS)))
                .allowEmptyShould(true);
    }
}
