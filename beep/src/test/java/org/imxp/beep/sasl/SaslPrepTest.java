package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("BEEP-71")
class SaslPrepTest {
    @Test
    void mapsTheSoftHyphenToNothing() {
        assertThat(SaslPrep.prepare("I\u00adX")).contains("IX");
    }

    @Test
    void keepsAsciiAndItsCase() {
        assertThat(SaslPrep.prepare("user")).contains("user");
        assertThat(SaslPrep.prepare("USER")).contains("USER");
    }

    @Test
    void normalisesByNfkc() {
        assertThat(SaslPrep.prepare("\u00aa")).contains("a");
        assertThat(SaslPrep.prepare("\u2168")).contains("IX");
    }

    @Test
    void mapsOtherSpacesToSpace() {
        assertThat(SaslPrep.prepare("a\u00a0b\u3000c\u200bd")).contains("a b c d");
    }

    @Test
    void allowsTextFromRightToLeftFromEndToEnd() {
        assertThat(SaslPrep.prepare("\u06271\u0628")).contains("\u06271\u0628");
    }

    @Test
    void allowsCodePointsThatUnicode32HadNotAssigned() {
        assertThat(SaslPrep.prepare("\ud83d\ude00")).contains("\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "\u00ad", // nothing remains
                "\u0007", // RFC 4013: control character
                "\u06271", // RFC 4013: bidirectional check
                "\u0627a\u0628", // both directions
                "a\u007f",
                "a\u0085",
                "a\u06dd",
                "a\u2028",
                "a\u2062",
                "a\u206b",
                "a\ufffa",
                "a\ufffd",
                "a\u0340\u0341\u200e",
                "a\u202a",
                "a\u2ff0",
                "a\ue000",
                "a\ufdd0",
                "a\uffff",
                "a\ud834\udd73", // U+1D173
                "a\udb40\udc01", // U+E0001
                "a\udb40\udc41", // U+E0041
                "a\udb80\udc00", // U+F0000
                "a\ud83f\udffe", // U+1FFFE
            })
    void refuses(String text) {
        assertThat(SaslPrep.prepare(text)).isEmpty();
    }

    @Test
    void refusesALoneSurrogate() {
        assertThat(SaslPrep.prepare("a" + (char) 0xd800)).isEmpty();
    }
}
