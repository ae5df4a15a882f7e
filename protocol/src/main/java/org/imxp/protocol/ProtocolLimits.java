package org.imxp.protocol;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A value for each {@link ProtocolLimit}.
 *
 * @param values at least 1 for each bound; a bound that is not named has its standard value
 */
public record ProtocolLimits(Map<ProtocolLimit, Integer> values) {
    private static final ProtocolLimits DEFAULTS = new ProtocolLimits(Map.of());

    /** Fills in the standard values, and refuses a bound below 1. */
    public ProtocolLimits {
        var all = new EnumMap<ProtocolLimit, Integer>(ProtocolLimit.class);
        for (var limit : ProtocolLimit.values()) {
            int value = values.getOrDefault(limit, limit.standard());
            if (value < 1) {
                throw new IllegalArgumentException(limit.key() + " is " + value + ": allowed are 1 to 2147483647");
            }
            all.put(limit, value);
        }
        values = Collections.unmodifiableMap(all);
    }

    /**
     * The standard value of every bound.
     *
     * @return one shared value
     */
    public static ProtocolLimits defaults() {
        return DEFAULTS;
    }

    /**
     * The value of one bound.
     *
     * @param limit the bound
     * @return at least 1
     */
    public int of(ProtocolLimit limit) {
        return values.getOrDefault(limit, limit.standard());
    }

    /**
     * The same bounds, but one.
     *
     * @param limit the bound to change
     * @param value its new value, at least 1
     * @return the changed bounds
     */
    public ProtocolLimits with(ProtocolLimit limit, int value) {
        var changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new ProtocolLimits(changed);
    }

    /** Refuses a count that is past its bound. */
    void check(ProtocolLimit limit, int count) {
        int allowed = of(limit);
        if (count > allowed) {
            throw new ProtocolException(
                    ReplyCode.TRANSACTION_FAILED,
                    "too many " + limit.subject() + ": " + count + ", allowed are " + allowed);
        }
    }
}
