package org.imxp.message.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of the names that strangers give to files. */
class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.jpg",
        "Größe 2.pdf, Größe 2.pdf",
        "../../etc/passwd, passwd",
        "/etc/shadow, shadow",
        "'C:\\Windows\\x.dll', x.dll",
        "C:x.txt, C_x.txt",
        ".bashrc, bashrc",
        "..., attachment",
        "'  ', attachment",
        "'a. . ', a",
        "-rf, rf",
        "con, _con",
        "NUL.txt, _NUL.txt",
        "com1.tar.gz, _com1.tar.gz",
        "COM\u00B9, _COM\u00B9",
        "console.txt, console.txt",
        "a<b>|?*\"c, a_b_____c",
        "$(reboot)`x`;&.sh, _(reboot)_x___.sh",
        "dir/, attachment",
        "file.txt:stream, file.txt_stream"
    })
    void isOneNameWithoutTricks(String offered, String expected) {
        assertThat(FileName.of(offered)).hasToString(expected);
    }

    @Test
    void showsWhatItIs() {
        assertThat(FileName.of("photo\u202Egpj.exe")).hasToString("photogpj.exe");
        assertThat(FileName.of("a\r\n\u0000\u001B[2Jb")).hasToString("a[2Jb");
        assertThat(FileName.of("a\u2003b\u2028c")).hasToString("a b c");
    }

    @Test
    void isBoundedAndKeepsItsEnding() {
        assertThat(FileName.of("x".repeat(FileName.LONGEST)).text()).hasSize(FileName.LONGEST);
        assertThat(FileName.of("x".repeat(FileName.LONGEST + 1)).text()).hasSize(FileName.LONGEST);
        var name = FileName.of("é".repeat(300) + ".jpg").text();
        assertThat(name).endsWith("é.jpg").hasSizeLessThanOrEqualTo(104);
    }

    @Test
    void aPartWithoutNameIsNamedForItsType() {
        assertThat(FileName.of(Optional.empty(), "text/html")).hasToString("attachment.html");
        assertThat(FileName.of(Optional.of(" "), "image/png")).hasToString("attachment.png");
        assertThat(FileName.of(Optional.empty(), "x/y")).hasToString("attachment.bin");
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        assertThat(FileName.of("photo.jpg").numbered(2)).hasToString("photo (2).jpg");
        assertThat(FileName.of("x".repeat(300)).numbered(12).text())
                .hasSize(FileName.LONGEST)
                .endsWith("x (12)");
        assertThat(FileName.of("a (." + "\u7f98".repeat(6)).numbered(12).text()).contains("(12)");
        assertThat(FileName.of("\u7f98".repeat(300) + "." + "\u78e3".repeat(19))
                        .numbered(12)
                        .text())
                .contains("(12)");
    }

    @Test
    void cannotBeMadeOfAnUnsafeName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName("../x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileName(""));
    }

    @Test
    void anAccentBehindAnInvisibleCharacterJoinsItsLetter() {
        assertThat(FileName.of("e\u200D\u0301.txt")).hasToString("\u00E9.txt");
    }

    @Property(tries = 20_000)
    void anythingAtAllHasASafeName(@ForAll("hostile") String offered) {
        var name = FileName.of(offered);

        assertThat(name).isEqualTo(new FileName(name.text()));
        assertThat(name.numbered(2).text()).isNotEqualTo(name.text());
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "a",
                        "e",
                        ".",
                        "/",
                        "\\",
                        "-",
                        " ",
                        "\u200D",
                        "\u0301",
                        "\u037E",
                        "\u1FEF",
                        "\u0323",
                        "\u00AD",
                        "CON",
                        "\uD83D",
                        "\uDE00",
                        "\u2028",
                        "\uAC00",
                        "\u11A8",
                        "\uFB1D",
                        "\u0000",
                        "x".repeat(90),
                        ".tar",
                        "\u0130")
                .list()
                .ofMaxSize(9)
                .map(pieces -> String.join("", pieces));
    }
}
