package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class VisibleTextTest {
    @Test
    void whatATerminalWouldObeyIsShownAsItsCode() {
        assertThat(VisibleText.line("\u001b[2J\u0007\u009b31m\r\n"))
                .isEqualTo("<U+001B>[2J<U+0007><U+009B>31m<U+000D><U+000A>");
    }

    @Test
    void textThatWouldHideOtherTextIsShownAsItsCode() {
        assertThat(VisibleText.line("a\u202eb\u2066c\ufeffd\u2028e\udb40\udc41"))
                .isEqualTo("a<U+202E>b<U+2066>c<U+FEFF>d<U+2028>e<U+E0041>");
        assertThat(VisibleText.line("\ud800")).isEqualTo("<U+D800>");
    }

    @Test
    void ordinaryWritingOfAnyScriptIsLeftAlone() {
        var text = "Grüß Gott, \u0634\u0644\u0648\u0645\u200e, \u0928\u094d\u200d\u0930, 👩\u200d👩\u200d👧, 七時";
        assertThat(VisibleText.line(text)).isEqualTo(text);
    }

    @Test
    void noLineOfOthersCanPassForOneOfOurs() {
        assertThat(VisibleText.block("hello\n12:00 wilma@example.com: yes\rno"))
                .isEqualTo("hello\n    12:00 wilma@example.com: yes\n    no");
    }

    @Property
    void nothingButPrintableTextAndLineEndsComesOut(@ForAll String text) {
        assertThat(VisibleText.line(text).chars().noneMatch(Character::isISOControl))
                .isTrue();
        assertThat(VisibleText.block(text).lines().skip(1)).allMatch(line -> line.startsWith("    "));
    }
}
