package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.imxp.protocol.Address;

/**
 * Addresses of others as people are shown them. A local part may have spaces, parentheses and colons, and so pass for a line of ours: what
 * is neither letter nor digit, nor one of a few characters, is shown as its escape, which everything that takes an address undoes.
 */
final class ShownAddress {
    private static final String PLAIN = "-._~!$*+=/";
    private static final String PLAIN_IN_URI = PLAIN + ":@%";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ShownAddress() {}

    /** The address in a line. */
    static String of(Address address) {
        return address.local().codePoints().allMatch(ShownAddress::isPlain)
                ? address.toString()
                : address.imUri().substring(address.imUri().indexOf(':') + 1);
    }

    /** What somebody says is an address: all of it may be theirs. */
    static String claimed(String text) {
        var shown = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0 && (Character.isLetterOrDigit(octet) || PLAIN_IN_URI.indexOf(octet) >= 0)) {
                shown.append((char) octet);
            } else {
                shown.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return shown.toString();
    }

    private static boolean isPlain(int c) {
        return PLAIN.indexOf(c) >= 0 || (Character.isLetterOrDigit(c) && !looksOtherwise(c));
    }

    /** Letters that look like a colon, or like nothing. */
    private static boolean looksOtherwise(int c) {
        return Character.getType(c) == Character.MODIFIER_LETTER
                || switch (c) {
                    case 0x115F, 0x1160, 0x3164, 0xFFA0 -> true;
                    default -> false;
                };
    }
}
