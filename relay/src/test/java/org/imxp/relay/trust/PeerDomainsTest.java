package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.imxp.protocol.Domain;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class PeerDomainsTest {
    private static final Domain RUBBLE = Domain.parse("rubble.com");
    private static final Domain SLATE = Domain.parse("slate.example");
    private static final Domain SUBDOMAIN = Domain.parse("a.rubble.com");

    @Test
    void withoutListsAllDomainsAreTalkedWith() {
        assertThat(new PeerDomains(List.of(), List.of()).refusal(RUBBLE)).isEmpty();
    }

    @Test
    void aBlockedDomainIsNotTalkedWithEvenIfAllowed() {
        var policy = new PeerDomains(List.of(RUBBLE), List.of(RUBBLE));

        assertThat(policy.refusal(RUBBLE)).contains("this relay does not talk with rubble.com: it is blocked here");
        assertThat(PeerDomains.CODE.value()).isEqualTo(537);
        assertThat(new PeerDomains(List.of(), List.of(RUBBLE)).refusal(SUBDOMAIN))
                .isEmpty();
    }

    @Test
    void ofAnAllowListOthersAreNotTalkedWith() {
        var policy = new PeerDomains(List.of(RUBBLE), List.of());

        assertThat(policy.refusal(RUBBLE)).isEmpty();
        assertThat(policy.refusal(SLATE))
                .contains("this relay does not talk with slate.example: it is not among the allowed domains here");
        assertThat(policy.refusal(SUBDOMAIN)).isPresent();
    }

    @Test
    @Requirement("CORE-34")
    void aPeerSpeaksForItsOwnDomainsAloneUnlessItIsAnIntermediary() {
        var ordinary = new ProvedDomains(Set.of(RUBBLE), false);
        var intermediary = new ProvedDomains(Set.of(RUBBLE), true);

        assertThat(ordinary.speaksFor(RUBBLE)).isTrue();
        assertThat(ordinary.speaksFor(SLATE)).isFalse();
        assertThat(intermediary.speaksFor(SLATE)).isTrue();
        assertThat(intermediary.proves(SLATE)).isFalse();
        assertThat(ProvedDomains.NONE.speaksFor(RUBBLE)).isFalse();
    }
}
