package org.imxp.message;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The characters of XML 1.0: which there are, and how they are written in text and in attributes. */
final class XmlCharacters {
    private static final String NAME_START = "A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF"
            + "\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\\x{10000}-\\x{EFFFF}";
    private static final Pattern NAME =
            Pattern.compile("[" + NAME_START + "][" + NAME_START + ".0-9\u00B7\u0300-\u036F\u203F\u2040-]*");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,15}");

    private XmlCharacters() {}

    /** A name without a colon (Namespaces in XML, NCName). */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A language tag (RFC 5646), by its shape. */
    static boolean isLanguage(String lang) {
        return LANGUAGE.matcher(lang).matches();
    }

    /** A language that a value may carry: a tag, or nothing. */
    static String checkedLanguage(String lang) {
        if (!lang.isEmpty() && !isLanguage(lang)) {
            throw MessageFault.invalid(
                    "The language " + MessageFault.shown(lang) + " is not a language tag such as 'en' or 'pt-BR'.");
        }
        return lang;
    }

    /** The first character that XML 1.0 section 2.2 has no way to write, a lone surrogate included. */
    static OptionalInt forbidden(String text) {
        return text.codePoints().filter(c -> !allowed(c)).findFirst();
    }

    static String text(String value) {
        return escape(value, "");
    }

    /** For an attribute in single quotes; line ends and tabs are kept from the parser's normalisation. */
    static String attribute(String value) {
        return escape(value, "'\t\r\n");
    }

    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    private static String escape(String value, String alsoByNumber) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> {
                    if (alsoByNumber.indexOf(c) >= 0) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
