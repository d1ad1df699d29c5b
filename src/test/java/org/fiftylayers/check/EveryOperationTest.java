package org.fiftylayers.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Elementwise;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Recurrent;
import org.junit.jupiter.api.Test;

/** No operation, layer or loss escapes the gradient check: the tables of those tests that check all their rows name it. */
class EveryOperationTest {
    private static final JavaClasses MAIN = classes(new ImportOption.DoNotIncludeTests());
    private static final JavaClasses TESTS = classes(new ImportOption.OnlyIncludeTests());

    /** What the tables call, or refer to. */
    private static final Set<JavaAccess<?>> CHECKED = Stream.of(
                    "autodiff.OperationsTest", "operation.OperationsTest", "nn.DerivativesTest")
            .flatMap(table -> TESTS.get("org.fiftylayers." + table).getAccessesFromSelf().stream())
            .collect(Collectors.toSet());

    private static JavaClasses classes(ImportOption which) {
        return new ClassFileImporter()
                .withImportOption(which)
                .importPackages(Stream.of("matrix", "autodiff", "operation", "nn", "probe")
                        .map("org.fiftylayers."::concat)
                        .toList());
    }

    @Test
    void ofVariablesAndOfNumbers() {
        for (Class<?> operand : new Class<?>[] {Variable.class, Scalar.class}) {
            Set<String> called = CHECKED.stream()
                    .map(JavaAccess::getTarget)
                    .filter(target -> target.getOwner().isEquivalentTo(operand)
                            || target.getOwner().isEquivalentTo(Elementwise.class))
                    .map(target -> withoutOwner(target.getFullName(), target.getOwner()))
                    .collect(Collectors.toSet());
            List<String> operations = MAIN.get(operand).getAllMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(method -> method.getOwner().isEquivalentTo(Elementwise.class)
                            || method.getRawReturnType().isEquivalentTo(operand))
                    // these give the same again
                    .filter(method -> !Set.of("keepGradient", "named").contains(method.getName()))
                    .map(method -> withoutOwner(method.getFullName(), method.getOwner()))
                    .toList();
            assertThat(called).containsAll(operations);
            assertThat(operations).hasSizeGreaterThan(25);
        }
    }

    private static String withoutOwner(String name, JavaClass owner) {
        return name.substring(owner.getName().length() + 1);
    }

    @Test
    void ofStaticMethodsThatGiveAVariableOrALayer() {
        Set<String> called =
                CHECKED.stream().map(access -> access.getTarget().getFullName()).collect(Collectors.toSet());
        List<String> operations = Stream.of("org.fiftylayers.operation", "org.fiftylayers.nn")
                .flatMap(name -> MAIN.getPackage(name).getClasses().stream())
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> Stream.of(method, method.getOwner())
                        .allMatch(each -> each.getModifiers().contains(JavaModifier.PUBLIC)))
                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
                .filter(method -> method.getRawReturnType().isEquivalentTo(Variable.class)
                        || method.getRawReturnType().isAssignableTo(Layer.class))
                .map(JavaMember::getFullName)
                .toList();
        assertThat(called).containsAll(operations);
        assertThat(operations).hasSizeGreaterThan(30);
    }

    @Test
    void ofLayers() {
        Set<String> met = CHECKED.stream()
                .map(access -> access.getTargetOwner().getName())
                .collect(Collectors.toSet());
        List<String> layers = MAIN.stream()
                .filter(type -> !type.isInterface())
                .filter(type -> type.isAssignableTo(Layer.class) || type.isAssignableTo(Recurrent.class))
                .map(JavaClass::getName)
                .toList();
        assertThat(met).containsAll(layers);
        assertThat(layers).hasSizeGreaterThan(15);
    }
}
