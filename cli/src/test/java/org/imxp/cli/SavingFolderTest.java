package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.imxp.message.body.Attachment;
import org.imxp.message.body.FileName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavingFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private static ShownFile file(String name) {
        return ShownFile.offered(
                Attachment.of(FileName.of(name), "application/x-any", ByteBuffer.wrap(new byte[] {1, 2})));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "..\\evil",
                "/etc/passwd",
                "C:\\evil",
                "NUL",
                "con.txt",
                "-rf",
                ".bashrc",
                "a\0b",
                "..",
                ".",
                "",
                "photo\u202Egnp.exe",
                "a\nb",
                "~",
                "\uD83D\uDE00",
                "..%2fevil",
                "x/../../y"
            })
    void whateverItsNameAFileIsSavedInTheFolder(String name) throws IOException {
        var inner = folder.resolve("inner");
        var path = SavingFolder.of(inner).save(file(name)).path().orElseThrow();
        assertThat(path.getParent()).isEqualTo(inner.toRealPath());
        assertThat(path).hasBinaryContent(new byte[] {1, 2}).isRegularFile();
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void nothingIsWrittenOverOrThroughALink() throws IOException {
        var saving = SavingFolder.of(folder.resolve("inner"));
        var outside = folder.resolve("outside");
        Files.createSymbolicLink(folder.resolve("inner").resolve("a.txt"), outside);
        Files.writeString(folder.resolve("inner").resolve("a (2).txt"), "mine");
        var saved = saving.save(file("a.txt"));
        assertThat(saved.path().orElseThrow()).hasFileName("a (3).txt");
        assertThat(saved.words()).contains("saved as ").contains("a (3).txt");
        assertThat(Files.exists(outside, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(folder.resolve("inner").resolve("a (2).txt")).hasContent("mine");
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        var path = SavingFolder.of(folder.resolve("made"))
                .save(file("a.txt"))
                .path()
                .orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void boundsTheFilesOfAName() {
        var saving = SavingFolder.of(folder);
        for (var i = 0; i < SavingFolder.MOST_OF_A_NAME; i++) {
            assertThat(saving.save(file("a.txt")).path()).isPresent();
        }
        assertThat(saving.save(file("a.txt")).words()).endsWith("not saved: there are 1000 files of that name already");
    }

    @Test
    void whatCannotBeSavedIsSaidAndNothingElseHappens() throws IOException {
        var gone = folder.resolve("gone");
        var saving = SavingFolder.of(gone);
        Files.delete(gone);
        var shown = saving.save(file("a.txt"));
        assertThat(shown.path()).isEmpty();
        assertThat(shown.words()).isEqualTo("a.txt (application/x-any, 2 octets), not saved: there is no such file");
        assertThat(shown.json())
                .hasToString("{\"name\":\"a.txt\",\"type\":\"application/x-any\",\"octets\":2,"
                        + "\"remark\":\"not saved: there is no such file\"}");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavingFolder.of(file))
                .withMessageContaining("is not a folder");
    }
}
