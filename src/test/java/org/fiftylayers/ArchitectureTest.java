package org.fiftylayers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the import table of the design: two towers on one ground floor, no circle, no arrow up. */
@AnalyzeClasses(packages = "org.fiftylayers", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.fiftylayers.";

    /** What each package may import of ours. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("matrix", List.of()),
            Map.entry("matrix.accelerated", List.of("matrix")),
            Map.entry("autodiff", List.of("matrix")),
            Map.entry("operation", List.of("autodiff", "matrix")),
            Map.entry("check", List.of("autodiff", "matrix")),
            Map.entry("nn", List.of("operation", "autodiff", "matrix")),
            Map.entry("optim", List.of("autodiff", "nn", "matrix")),
            Map.entry("data", List.of("matrix")),
            Map.entry("probe", List.of("nn", "optim", "operation", "autodiff", "matrix")),
            Map.entry(
                    "training", List.of("display", "probe", "nn", "optim", "data", "operation", "autodiff", "matrix")),
            Map.entry(
                    "show",
                    List.of("matrix", "autodiff", "operation", "nn", "optim", "data", "probe", "training", "display")),
            Map.entry("display", List.of()),
            Map.entry("engine.notebook", List.of()),
            Map.entry("engine.maven", List.of()),
            Map.entry("engine.shell", List.of("engine.maven", "engine.notebook", "display")),
            Map.entry("engine.kernel.client", List.of()),
            Map.entry("engine.kernel.install", List.of("engine.kernel.client")),
            Map.entry("engine.kernel", List.of("engine.shell", "display")),
            Map.entry("engine.execute", List.of("engine.notebook", "engine.shell", "display")),
            Map.entry("engine.book.myst", List.of()),
            Map.entry("engine.book.search", List.of()),
            Map.entry("engine.book.typeset", List.of()),
            Map.entry("assignment", List.of("display", "matrix")),
            Map.entry("engine.assignment.program", List.of("engine.shell")),
            Map.entry("engine.assignment.box", List.of("engine.assignment.program", "matrix")),
            Map.entry("engine.assignment.gradebook", List.of()),
            Map.entry(
                    "engine.assignment.report",
                    List.of("engine.assignment", "engine.assignment.gradebook", "engine.notebook")),
            Map.entry(
                    "engine.assignment",
                    List.of(
                            "assignment",
                            "display",
                            "matrix",
                            "engine.assignment.program",
                            "engine.assignment.box",
                            "engine.assignment.gradebook",
                            "engine.notebook",
                            "engine.execute",
                            "engine.shell")),
            Map.entry(
                    "engine.book",
                    List.of(
                            "engine.book.myst",
                            "engine.book.search",
                            "engine.book.typeset",
                            "engine.notebook",
                            "engine.execute")),
            Map.entry("engine.serve", List.of("engine.book", "engine.execute")));

    @TestFactory
    Stream<DynamicTest> importsOnlyWhatTheDesignAllows() {
        var imported = new com.tngtech.archunit.core.importer.ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.fiftylayers");
        return MAY_IMPORT.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(entry -> {
            List<String> allowed = new ArrayList<>(List.of(ROOT + entry.getKey()));
            entry.getValue().forEach(name -> allowed.add(ROOT + name));
            ArchRule rule = classes()
                    .that()
                    .resideInAPackage(ROOT + entry.getKey())
                    .should()
                    .onlyDependOnClassesThat(resideOutsideOfPackage("org.fiftylayers..")
                            .or(resideInAnyPackage(allowed.toArray(String[]::new))));
            return DynamicTest.dynamicTest(
                    entry.getKey(), () -> rule.allowEmptyShould(true).check(imported));
        });
    }

    @ArchTest
    static final ArchRule everyPackageIsInTheTable = classes()
            .should()
            .resideInAnyPackage(Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("engine.cli"))
                    .map(name -> ROOT + name)
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("org.fiftylayers.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheShellUsesJShell = noClasses()
            .that()
            .resideOutsideOfPackage("org.fiftylayers.engine.shell")
            .should()
            .dependOnClassesThat(resideInAPackage("jdk.jshell.."));

    /** Elsewhere it would cost a thousand times as much where a processor has no instruction for it. */
    @ArchTest
    static final ArchRule onlyFmaCallsJavasFusedMultiplyAdd = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "matrix.Fma")
            .should()
            .callMethod(Math.class, "fma", double.class, double.class, double.class);

    /** These packages are to compile to JavaScript and WebAssembly unchanged, and to give the same bits everywhere. */
    @ArchTest
    static final ArchRule theCoreIsPureAndPortable = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "matrix", ROOT + "autodiff", ROOT + "operation", ROOT + "check", ROOT + "nn", ROOT + "optim")
            .should()
            .dependOnClassesThat(resideOutsideOfPackage("org.fiftylayers..")
                    .and(resideOutsideOfPackage("org.jspecify.."))
                    .and(resideOutsideOfPackage("java.lang"))
                    .and(resideOutsideOfPackage("java.lang.annotation"))
                    .and(resideOutsideOfPackage("java.lang.invoke")) // what the compiler makes of a lambda
                    .and(resideOutsideOfPackage("java.math"))
                    .and(resideOutsideOfPackage("java.util"))
                    .and(resideOutsideOfPackage("java.util.stream"))
                    .and(resideOutsideOfPackage("java.util.function")))
            .orShould()
            .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(
                    Thread.class, java.util.SplittableRandom.class, java.util.Random.class))
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(BaseStream.class, "parallel")
            .orShould()
            .callMethod(Collection.class, "parallelStream")
            .orShould()
            .callMethod(Math.class, "exp", double.class)
            .orShould()
            .callMethod(Math.class, "log", double.class)
            .orShould()
            .callMethod(Math.class, "tanh", double.class)
            .orShould()
            .callMethod(Math.class, "pow", double.class, double.class);
}
