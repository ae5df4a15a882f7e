package org.imxp.bench.beep;

import java.util.Locale;

/** What LibVortex 1.1.20, a BEEP library in C, reached on another machine of two shared cores: not measured by this run. */
final class Elsewhere {
    private Elsewhere() {}

    static String exchanges(Case wanted) {
        if (wanted.octets() != 100) {
            return "";
        }
        return switch (wanted.depth()) {
            case 1 -> wanted.secure() ? "" : thousands(7_600);
            case 16 -> thousands(wanted.secure() ? 32_000 : 38_000);
            default -> "";
        };
    }

    static String bulk(Case wanted) {
        if (wanted.secure()) {
            return "";
        }
        return switch (wanted.shape()) {
            case NARROW_BULK -> "32";
            case BULK -> "312 (window 64 KiB)";
            case STREAM, EXCHANGE -> "";
        };
    }

    private static String thousands(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
