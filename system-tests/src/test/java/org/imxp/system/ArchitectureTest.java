package org.imxp.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of docs/architecture.md, and a few habits that would be lost one exception at a time. */
class ArchitectureTest {
    private static final int MOST_LINES = 600;
    private static final String[] PURE = {"org.imxp.protocol..", "org.imxp.message.."};
    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testkit/") && !location.contains("/bench/"))
            .importPackages("org.imxp");

    private static DescribedPredicate<JavaClass> anyOf(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages);
    }

    @ParameterizedTest
    @CsvSource({
        "protocol, beep message dns relay endpoint cli",
        "message, beep protocol dns relay endpoint cli",
        "beep, protocol message dns relay endpoint cli",
        "dns, beep message relay endpoint cli",
        "relay, message endpoint cli",
        "endpoint, relay cli"
    })
    void noRoomKnowsWhatItMayNot(String room, String others) {
        var forbidden = Stream.of(others.split(" ", -1))
                .map(other -> "org.imxp." + other + "..")
                .toArray(String[]::new);
        assertThat(ROOMS.that(anyOf("org.imxp." + room + ".."))).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage("org.imxp." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(ROOMS);
    }

    @Test
    @Requirement("SEED-4")
    void onlyBeepKnowsTheTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imxp.beep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(net|nio\\.channels)\\..*(Socket|Selector|Datagram)(?!Address).*")
                .check(ROOMS.that(anyOf(
                        "org.imxp.beep..",
                        "org.imxp.protocol..",
                        "org.imxp.message..",
                        "org.imxp.dns..",
                        "org.imxp.relay..",
                        "org.imxp.endpoint..")));
    }

    @Test
    void onlyOneRoomKnowsTheDnsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imxp.dns..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.xbill..")
                .check(ROOMS);
    }

    @Test
    void valuesAreInAndValuesAreOut() {
        var impure = Set.of(
                "java.lang.Thread",
                "java.lang.ProcessBuilder",
                "java.lang.Runtime",
                "java.io.File",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.RandomAccessFile");
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent",
                        "io.netty..",
                        "org.slf4j..",
                        "java.sql..")
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are sockets, files or threads",
                        type -> impure.contains(type.getName())
                                || type.getName().matches("java\\.net\\.(?!URI|Inet).*")))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe("asks what time it is", ArchitectureTest::asksTheTime))
                .orShould()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes chance of its own, which is passed in",
                        call -> call.getTargetOwner().isEquivalentTo(SecureRandom.class)))
                .check(ROOMS);
    }

    private static boolean asksTheTime(JavaMethodCall access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.time.Clock" -> name.startsWith("system");
            default -> owner.startsWith("java.time.") && name.equals("now") && !isOfAClock(access);
        };
    }

    private static boolean isOfAClock(JavaMethodCall access) {
        return access.getTarget().getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isAssignableTo(Clock.class));
    }

    @Test
    void onlyTheCommandSpeaksToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imxp.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(ROOMS);
    }

    @Test
    void packagesAreNamedForASubject() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(ROOMS);
    }

    @Test
    void nothingSleeps() {
        // Also the tests, which are not among the classes here.
        var sleep = "Thread." + "sleep(";
        assertThat(sources()).allSatisfy(source -> assertThat(lines(source)).noneMatch(line -> line.contains(sleep)));
    }

    @Test
    void noFileIsTooLongToRead() {
        assertThat(sources()).allSatisfy(source -> assertThat(lines(source)).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    /** The client that is not ours would prove nothing if it used our code. */
    @Test
    void theRawClientSharesNothingWithTheProduct() {
        var raw = sources().stream()
                .filter(source -> source.toString().contains("/system/raw/"))
                .toList();
        assertThat(raw)
                .hasSizeGreaterThan(5)
                .allSatisfy(source -> assertThat(lines(source))
                        .noneMatch(line ->
                                line.startsWith("import") && line.contains("org.imxp.") && !line.contains(".system.")));
    }

    private static List<Path> sources() {
        try (var files = Files.walk(Imxp.project())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
