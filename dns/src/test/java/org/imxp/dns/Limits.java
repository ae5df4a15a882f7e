package org.imxp.dns;

import java.time.Duration;

/** The standard bounds, but for what a test changes. */
final class Limits {
    private final DnsLimits standard = DnsLimits.defaults();
    private Duration lookup = standard.lookup();
    private Duration attempt = standard.attempt();
    private int lookups = standard.lookups();
    private int questions = standard.questions();
    private int addresses = standard.addresses();
    private int entries = standard.entries();

    static Limits limits() {
        return new Limits();
    }

    Limits lookup(int milliseconds) {
        lookup = Duration.ofMillis(milliseconds);
        return this;
    }

    Limits attempt(int milliseconds) {
        attempt = Duration.ofMillis(milliseconds);
        return this;
    }

    Limits lookups(int most) {
        lookups = most;
        return this;
    }

    Limits questions(int most) {
        questions = most;
        return this;
    }

    Limits addresses(int most) {
        addresses = most;
        return this;
    }

    Limits entries(int most) {
        entries = most;
        return this;
    }

    DnsLimits build() {
        return new DnsLimits(
                lookup,
                attempt,
                standard.attempts(),
                lookups,
                questions,
                standard.records(),
                addresses,
                standard.redirects(),
                entries,
                standard.leastTtl(),
                standard.mostTtl(),
                standard.mostNegativeTtl());
    }
}
