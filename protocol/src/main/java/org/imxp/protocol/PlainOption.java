package org.imxp.protocol;

import java.util.List;
import java.util.Optional;

/** Reads the attributes of an option that says no more than nearly all do: its name, whom it is for, and its transID. */
final class PlainOption {
    private static final byte[] INTERNAL = PlainOctets.ascii("internal");
    private static final byte[] TARGET_HOP = PlainOctets.ascii("targetHop");
    private static final byte[] TRANS_ID = PlainOctets.ascii("transID");
    private static final byte[] IMXP_FLAG = PlainOctets.ascii(Dialect.IMXP.optionFlag());
    private static final byte[] APEX_FLAG = PlainOctets.ascii(Dialect.APEX.optionFlag());
    /** Each at most once. */
    private static final int MOST_ATTRIBUTES = 4;

    private PlainOption() {}

    /**
     * Reads them; the cursor then stands behind the last.
     *
     * @throws ProtocolException if one is wrong
     * @throws IllegalArgumentException likewise
     */
    static Optional<Option> read(PlainCursor cursor, Dialect dialect, ProtocolLimits limits) {
        limits.check(ProtocolLimit.ATTRIBUTES, MOST_ATTRIBUTES);
        var name = "";
        var targetHop = TargetHop.FINAL;
        boolean mustUnderstand = false;
        int transId = 0;
        int seen = 0;
        while (cursor.attribute()) {
            int which;
            if (cursor.isNamed(INTERNAL)) {
                which = 1;
                name = cursor.value();
            } else if (cursor.isNamed(TARGET_HOP)) {
                which = 2;
                targetHop = TargetHop.parse(cursor.value());
            } else if (cursor.isNamed(flag(dialect))) {
                which = 4;
                var value = cursor.value();
                if (!value.equals("true") && !value.equals("false")) {
                    return Optional.empty();
                }
                mustUnderstand = dialect.flagValue(value.equals("true"));
            } else if (cursor.isNamed(TRANS_ID)) {
                which = 8;
                transId = ProtocolNumber.parse("transID", cursor.value());
            } else {
                return Optional.empty();
            }
            if ((seen & which) != 0) {
                return Optional.empty();
            }
            seen |= which;
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Option(
                        new InternalOption(name), targetHop, mustUnderstand, transId, List.of(), XmlFragment.EMPTY));
    }

    private static byte[] flag(Dialect dialect) {
        return switch (dialect) {
            case IMXP -> IMXP_FLAG;
            case APEX -> APEX_FLAG;
        };
    }
}
