package io.transfuse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The packages form one line, in the order in which data flows. A package may import only those before it. */
class ArchitectureTest {

    static final List<String> FLOW = List.of(
            "model",
            "config",
            "types",
            "source",
            "plan",
            "read",
            "transform",
            "systems",
            "stage",
            "load",
            "verify",
            "repair",
            "report",
            "sample",
            "embedded",
            "pipeline",
            "cli");

    static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.transfuse");

    @ParameterizedTest
    @FieldSource("FLOW")
    void importsPointUpstream(String name) {
        var downstream = FLOW.subList(FLOW.indexOf(name) + 1, FLOW.size()).stream()
                .map(ArchitectureTest::inPackage)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(inPackage(name))
                .should()
                .dependOnClassesThat(resideInAnyPackage(downstream))
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void everyClassHasAPlaceInTheFlow() {
        classes()
                .should()
                .resideInAnyPackage(
                        FLOW.stream().map(ArchitectureTest::inPackage).toArray(String[]::new))
                .check(CODE);
    }

    @Test
    void modelKnowsOnlyJava() {
        noClasses()
                .that()
                .resideInAPackage(inPackage("model"))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages("java..", inPackage("model")))
                .check(CODE);
    }

    @Test
    void noDumpingGrounds() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*[.$](\\w*[a-z0-9])?(Utils?|Helpers?|Managers?|Commons?|Misc|Impl|Abstract|Base)([A-Z]\\w*)?")
                .check(CODE);
    }

    private static String inPackage(String name) {
        return "io.transfuse." + name + "..";
    }
}
