package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.ServiceSwitch;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

@Requirement("IMPP-2.1.1")
class SwitchedServiceTest {
    private static final Domain EXAMPLE = Domain.parse("example.com");
    private static final Domain RUBBLE = Domain.parse("rubble.com");

    private final List<Domain> seen = new ArrayList<>();

    private DomainService made(ServiceSwitch... off) {
        DomainService.Maker maker = around -> {
            seen.addAll(around.domains());
            return new DomainService() {
                @Override
                public String name() {
                    return "presence";
                }

                @Override
                public void receive(Payload payload) {
                    throw new AssertionError("nothing is sent here");
                }
            };
        };
        return SwitchedService.maker("presence", maker, List.of(off))
                .make(new ServiceSurroundings(
                        List.of(EXAMPLE, RUBBLE),
                        endpoint -> CompletableFuture.completedStage(true),
                        (owner, actor, action) -> true,
                        (service, recipient, content) -> CompletableFuture.completedStage(ReplyCode.SUCCESS),
                        listener -> {},
                        new ManualTime(),
                        new ManualTime(),
                        MemoryWorld.CHANCE));
    }

    @Test
    void isOfferedWhereNothingIsSaid() {
        var service = made(new ServiceSwitch("access", Optional.empty()));
        assertThat(service.isOfferedIn(EXAMPLE)).isTrue();
        assertThat(service.isOfferedIn(RUBBLE)).isTrue();
        assertThat(service.name()).isEqualTo("presence");
    }

    @Test
    void isOffInOneDomain() {
        var service = made(new ServiceSwitch("presence", Optional.of("rubble.com")));
        assertThat(service.isOfferedIn(EXAMPLE)).isTrue();
        assertThat(service.isOfferedIn(RUBBLE)).isFalse();
        assertThat(seen).containsExactly(EXAMPLE);
    }

    @Test
    void isOffInAllDomains() {
        var service = made(new ServiceSwitch("presence", Optional.empty()));
        assertThat(service.isOfferedIn(EXAMPLE)).isFalse();
        assertThat(service.isOfferedIn(RUBBLE)).isFalse();
    }
}
