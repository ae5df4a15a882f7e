package org.imxp.cli;

import org.imxp.endpoint.Environment;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.protocol.Address;
import picocli.CommandLine.Mixin;

/** Whose keys are meant, and where they are kept. */
final class KeyOptions {
    @Mixin
    private final HomeOptions options = new HomeOptions();

    KeyRing ring(Surroundings surroundings) {
        return ring(options.home(surroundings), options.address(), surroundings);
    }

    static KeyRing ring(ClientHome home, Address address, Surroundings surroundings) {
        // The time is that of the endpoints that use the same keys.
        return new KeyRing(address, home.folder(), Environment.system().clock(), surroundings.random());
    }
}
