package org.imxp.bench.mesh;

import java.util.Locale;
import org.imxp.protocol.Address;

/** What an endpoint is there for. Each pair has one of each. */
enum Role {
    /** Sends all messages. */
    SENDER(0, false, false),
    /** A recipient at the sender's relay. */
    NEAR(1, false, false),
    /** A recipient at the other relay. */
    FAR(2, true, false),
    /** At the sender's relay, and away until it fetches what was held. */
    NEAR_ABSENT(3, false, true),
    /** At the other relay, and away until it fetches what was held. */
    FAR_ABSENT(4, true, true);

    /** The domain of the senders. */
    static final String NEAR_DOMAIN = "example.com";

    /** The other domain. */
    static final String FAR_DOMAIN = "rubble.com";

    private static final Role[] ALL = values();

    private final int code;
    private final boolean far;
    private final boolean absent;

    Role(int code, boolean far, boolean absent) {
        this.code = code;
        this.far = far;
        this.absent = absent;
    }

    /** As an octet; they count from 0. */
    int code() {
        return code;
    }

    static Role of(int code) {
        return ALL[code];
    }

    boolean isFar() {
        return far;
    }

    boolean isAbsent() {
        return absent;
    }

    String domain() {
        return far ? FAR_DOMAIN : NEAR_DOMAIN;
    }

    Address address(int pair) {
        return Address.parse(name().toLowerCase(Locale.ROOT).replace('_', '-') + pair + "@" + domain());
    }
}
