package org.imxp.relay;

import java.util.Collection;
import java.util.List;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.relay.config.ServiceSwitch;
import org.imxp.relay.service.DomainService;

/** A service that some domains do without (RFC 2779 section 2.1.1). */
final class SwitchedService implements DomainService {
    private final DomainService service;
    private final Collection<Domain> domains;

    private SwitchedService(DomainService service, Collection<Domain> domains) {
        this.service = service;
        this.domains = domains;
    }

    /**
     * A service for all domains but those that do without it.
     *
     * @param off what is not offered
     */
    static Maker maker(String name, Maker maker, List<ServiceSwitch> off) {
        return around -> {
            var offering = around.domains().stream()
                    .filter(domain -> off.stream().noneMatch(it -> isOff(it, name, domain)))
                    .toList();
            return new SwitchedService(maker.make(around.with(offering)), offering);
        };
    }

    private static boolean isOff(ServiceSwitch off, String name, Domain domain) {
        return off.service().equals(name)
                && off.domain()
                        .filter(other -> !other.equals(domain.toString()))
                        .isEmpty();
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public boolean isOfferedIn(Domain domain) {
        return domains.contains(domain);
    }

    @Override
    public void receive(Payload payload) {
        service.receive(payload);
    }
}
