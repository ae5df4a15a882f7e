package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imxp.relay.store.StoreUrl;

/**
 * Everything an operator decides, checked. {@code docs/configuration.md} tells each key's meaning.
 *
 * @param domains the domains this relay serves, one or more, in lower case
 * @param data the folder for what the relay makes itself
 * @param listen where it listens
 * @param store where its store is
 * @param security how peers are protected and authenticated
 * @param mesh how other domains' relays are reached and trusted
 * @param accessDefaults the access entries owners have until they set their own
 * @param ownProgramsAct whether the programs that are attached as an owner's subaddresses may act for it by default
 * @param servicesOff the services that are not offered
 * @param closesLostPresence whether an endpoint that is attached no more is not available any more (OPEN-41)
 * @param limits every bound
 */
public record Configuration(
        List<String> domains,
        Path data,
        Listen listen,
        StoreUrl store,
        Security security,
        Mesh mesh,
        List<AccessDefault> accessDefaults,
        boolean ownProgramsAct,
        List<ServiceSwitch> servicesOff,
        boolean closesLostPresence,
        Limits limits) {
    /**
     * Checks what must agree.
     *
     * @throws IllegalArgumentException if there is no domain, or TLS is off on an address that is not loopback
     */
    public Configuration {
        domains = List.copyOf(domains);
        accessDefaults = List.copyOf(accessDefaults);
        servicesOff = List.copyOf(servicesOff);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("no domain: a relay serves at least one");
        }
        if (security.tls() == TlsPolicy.OFF) {
            listen.refuseBeyondLoopback();
        }
    }

    /**
     * What a relay has without a file: it serves {@code localhost}, on loopback, with its data in {@code imxp-data}.
     *
     * @return the configuration of all defaults
     */
    public static Configuration defaults() {
        return new ConfigurationReader(Map.of()).readDefaults();
    }
}
