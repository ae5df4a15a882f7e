package org.imxp.protocol;

import java.util.regex.Pattern;

/** What XML and the DTD's types allow in values that this package writes (RFC 3340 section 9.1, XML 1.0). */
final class XmlSyntax {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*+");
    private static final int REPLACEMENT = 0xFFFD;

    private XmlSyntax() {}

    /** Whether a document can carry the character (XML 1.0 section 2.2). */
    static boolean isCharacter(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= Character.MAX_CODE_POINT);
    }

    /** Whether a document can carry the text. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < Character.MIN_SURROGATE;
            if (!plain) {
                int codePoint = text.codePointAt(i);
                if (!isCharacter(codePoint)) {
                    return false;
                }
                i += Character.charCount(codePoint) - 1;
            }
        }
        return true;
    }

    /** The text, with U+FFFD for each character that no document can carry. */
    static String carriable(String text) {
        if (isText(text)) {
            return text;
        }
        var carried = new StringBuilder(text.length());
        text.codePoints().map(c -> isCharacter(c) ? c : REPLACEMENT).forEach(carried::appendCodePoint);
        return carried.toString();
    }

    /** Whether the text is an XML Nmtoken (XML 1.0 section 2.3). */
    static boolean isNmtoken(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isNameCharacter(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return !text.isEmpty();
    }

    /** Whether the text is an XML Name (XML 1.0 section 2.3). */
    static boolean isName(String text) {
        return isNmtoken(text) && isNameStart(text.codePointAt(0));
    }

    /** Whether the text is a language tag in the form that xml:lang takes. */
    static boolean isLanguage(String text) {
        return LANGUAGE.matcher(text).matches();
    }

    private static boolean isNameCharacter(int c) {
        return isNameStart(c)
                || c == '-'
                || c == '.'
                || (c >= '0' && c <= '9')
                || c == 0xB7
                || (c >= 0x300 && c <= 0x36F)
                || c == 0x203F
                || c == 0x2040;
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == ':'
                || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x300)
                || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
                || c == 0x200C
                || c == 0x200D
                || (c >= 0x2070 && c <= 0x218F)
                || (c >= 0x2C00 && c <= 0x2FEF)
                || (c >= 0x3001 && c <= 0xD7FF)
                || (c >= 0xF900 && c <= 0xFDCF)
                || (c >= 0xFDF0 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0xEFFFF);
    }
}
