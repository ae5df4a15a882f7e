package org.imxp.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key export}. */
@Command(
        name = "export",
        description = "Prints your public key, or that of somebody, as GnuPG and others read it.",
        footer = {
            "",
            "Examples:",
            "  ./imxp key export --as fred@example.com > fred.asc",
            "  ./imxp key export --as fred@example.com wilma@example.com | gpg --import"
        })
final class KeyExport implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "Whose key. Default: yours.")
    private Optional<String> peer = Optional.empty();

    private final Surroundings surroundings;

    KeyExport(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var ring = options.ring(surroundings);
        var certificate = peer.map(EndpointArgument::address)
                .map(who -> KeyWords.only(ring.contact(who)).pgp())
                .orElseGet(() -> ring.own().certificate());
        surroundings.data(certificate.armored().strip());
    }
}
