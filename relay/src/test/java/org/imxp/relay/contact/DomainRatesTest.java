package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imxp.protocol.Domain;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class DomainRatesTest {
    private final ManualAlarms time = new ManualAlarms();

    @Test
    @Requirement("CORE-51")
    void eachDomainHasItsShareOfAnHour() {
        var rates = new DomainRates(2, time);
        var domain = Domain.parse("a.example");
        assertThat(rates.take(domain)).isTrue();
        assertThat(rates.take(domain)).isTrue();
        assertThat(rates.take(domain)).isFalse();
        assertThat(rates.take(Domain.parse("b.example"))).isTrue();
        time.pass(DomainRates.WINDOW.minus(Duration.ofMillis(1)));
        assertThat(rates.take(domain)).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(rates.take(domain)).isTrue();
    }

    @Test
    @Requirement("CORE-51")
    void noMoreDomainsAreRememberedThanAreAllowed() {
        var rates = new DomainRates(2, time);
        for (int n = 0; n < DomainRates.MOST_DOMAINS; n++) {
            assertThat(rates.take(Domain.parse("d" + n + ".example"))).isTrue();
        }
        assertThat(rates.take(Domain.parse("one-more.example"))).isFalse();
        assertThat(rates.take(Domain.parse("d0.example"))).isTrue();
    }
}
