package org.imxp.message.cpim;

import java.util.HexFormat;

/** The escapes of header values (RFC 3862 section 2.3): for backslashes and controls, and for nothing else. */
final class CpimEscapes {
    private static final int HEX_DIGITS = 4;

    private CpimEscapes() {}

    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /** Within double quotes, those are escaped too. */
    static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\\"") + '"';
    }

    /** Undoes the escapes: an unknown one stands for its character, and a last backslash for nothing. */
    static String plain(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (++i < value.length()) {
                char escape = value.charAt(i);
                if (escape == 'u' && isHex(value, i + 1)) {
                    out.append((char) HexFormat.fromHexDigits(value, i + 1, i + 1 + HEX_DIGITS));
                    i += HEX_DIGITS;
                } else {
                    out.append(meant(escape));
                }
            }
        }
        return out.toString();
    }

    private static char meant(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escape;
        };
    }

    private static boolean isHex(String value, int from) {
        if (from + HEX_DIGITS > value.length()) {
            return false;
        }
        for (int i = from; i < from + HEX_DIGITS; i++) {
            if (!HexFormat.isHexDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
