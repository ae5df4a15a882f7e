package org.imxp.protocol;

/** The number types of the DTD (RFC 3340 section 9.1, requirement CORE-12). */
final class ProtocolNumber {
    private static final int MOST_DIGITS = 10;

    private ProtocolNumber() {}

    /** UNIQID: 1 to 2147483647. */
    static int uniqueId(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("transID is " + value + ": allowed are 1 to 2147483647");
        }
        return value;
    }

    /** UNIZID and SECONDS: 0 to 2147483647. */
    static int zeroOrMore(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + ": allowed are 0 to 2147483647");
        }
        return value;
    }

    /** HOPS and the like: 0 to a bound. */
    static int atMost(String name, int value, int most) {
        if (value > most) {
            throw new IllegalArgumentException(name + " is " + value + ": allowed are 0 to " + most);
        }
        return value;
    }

    /** Reads digits: no sign, no space. */
    static int parse(String name, String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits ? Long.parseLong(text) : -1;
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw ProtocolException.invalid(
                    name + " is \"" + Excerpt.of(text) + "\": allowed are the digits of 0 to 2147483647");
        }
        return (int) value;
    }
}
