package org.imxp.beep.sasl;

import java.text.Normalizer;
import java.util.Optional;

/**
 * SASLprep (RFC 4013): how usernames and passwords are made comparable.
 *
 * <p>Strings are prepared as queries: a code point that Unicode 3.2 had not assigned is allowed, also when stored, so that
 * passwords of newer scripts work. Normalisation is that of the platform's Unicode, which is stable for assigned characters.
 */
final class SaslPrep {
    private SaslPrep() {}

    /** Prepares a username; nothing when it is forbidden or nothing remains. */
    static Optional<String> prepare(String text) {
        if (isPrintableAscii(text)) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        var mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                mapped.append(' ');
            } else if (!isMappedToNothing(c)) {
                mapped.appendCodePoint(c);
            }
        });
        var normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        var forbidden = normal.isEmpty() || normal.codePoints().anyMatch(SaslPrep::isProhibited);
        return forbidden || !isBidiSound(normal) ? Optional.empty() : Optional.of(normal);
    }

    /** Whether a text needs no more to be trace information: nothing is mapped in the profile of RFC 4505 section 3. */
    static boolean isTrace(String text) {
        return text.codePoints()
                        .noneMatch(c -> isControl(c)
                                || isNonCharacter(c)
                                || (isUnfitForText(c) && !isUnfitForCanonicalRepresentation(c)))
                && isBidiSound(text);
    }

    /** Prepares a password likewise. */
    static Optional<char[]> preparePassword(char[] password) {
        return prepare(String.valueOf(password)).map(String::toCharArray);
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** RFC 3454 table C.1.2. U+200B is in table B.1, too, but RFC 4013 section 2.1 names this one first. */
    private static boolean isSpace(int c) {
        return switch (c) {
            case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200b;
        };
    }

    /** RFC 3454 table B.1. */
    private static boolean isMappedToNothing(int c) {
        return switch (c) {
            case 0xad, 0x34f, 0x1806, 0x180b, 0x180c, 0x180d, 0x200c, 0x200d, 0x2060, 0xfeff -> true;
            default -> c >= 0xfe00 && c <= 0xfe0f;
        };
    }

    /** RFC 3454 tables C.1.2 and C.2.1 to C.9, which RFC 4013 section 2.3 prohibits. */
    private static boolean isProhibited(int c) {
        return isSpace(c) || isControl(c) || isUnfitForText(c) || isNonCharacter(c);
    }

    /** Tables C.2.1 and C.2.2. */
    private static boolean isControl(int c) {
        return switch (c) {
            case 0x7f, 0x6dd, 0x70f, 0x180e, 0x2028, 0x2029, 0xfeff -> true;
            default ->
                c < 0x20
                        || within(c, 0x80, 0x9f)
                        || within(c, 0x200c, 0x200d)
                        || within(c, 0x2060, 0x2063)
                        || within(c, 0x206a, 0x206f)
                        || within(c, 0xfff9, 0xfffc)
                        || within(c, 0x1d173, 0x1d17a);
        };
    }

    /** Tables C.6 (plain text), C.7 (canonical representation), C.8 (display properties) and C.9 (tagging). */
    private static boolean isUnfitForText(int c) {
        return switch (c) {
            case 0x340, 0x341, 0x200e, 0x200f, 0xfffd, 0xe0001 -> true;
            default -> within(c, 0x202a, 0x202e) || isUnfitForCanonicalRepresentation(c) || within(c, 0xe0020, 0xe007f);
        };
    }

    private static boolean isUnfitForCanonicalRepresentation(int c) {
        return within(c, 0x2ff0, 0x2ffb);
    }

    /** Tables C.3 (private use), C.4 (non-characters) and C.5 (surrogates). */
    private static boolean isNonCharacter(int c) {
        return within(c, 0xd800, 0xf8ff) || within(c, 0xfdd0, 0xfdef) || (c & 0xfffe) == 0xfffe || c >= 0xf0000;
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** RFC 3454 section 6: what runs from right to left does so from end to end. */
    private static boolean isBidiSound(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return true;
        }
        var leftToRight = text.codePoints().anyMatch(SaslPrep::isLeftToRight);
        return !leftToRight && isRightToLeft(text.codePointAt(0)) && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        var direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isLeftToRight(int c) {
        return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }
}
