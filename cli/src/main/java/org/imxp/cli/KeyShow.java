package org.imxp.cli;

import java.util.List;
import java.util.Optional;
import org.imxp.endpoint.PublicKeys;
import org.imxp.endpoint.keys.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp key show}. */
@Command(
        name = "show",
        description = "Shows your key, or that of somebody and the words by which you compare them.",
        footer = {
            "",
            "Your key is made if there is none. The words are the same for both of you if nobody is in between.",
            "",
            "Examples:",
            "  ./imxp key show --as fred@example.com --qr",
            "  ./imxp key show --as fred@example.com wilma@example.com"
        })
final class KeyShow implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "Whose key. Default: yours.")
    private Optional<String> peer = Optional.empty();

    @Option(names = "--qr", description = "As a QR code too, for another device to read.")
    private boolean qr;

    private final Surroundings surroundings;

    KeyShow(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var ring = options.ring(surroundings);
        var who = peer.map(EndpointArgument::address);
        var own = ring.own().certificate().fingerprint();
        who.ifPresentOrElse(
                address -> {
                    var contact = ring.contact(address);
                    KeyWords.lines(contact).forEach(surroundings::data);
                    contact.keys().forEach(key -> {
                        surroundings.data("Words for " + KeyWords.grouped(key.fingerprint()) + " and yours:");
                        KeyWords.words(own, key.fingerprint()).forEach(surroundings::data);
                    });
                    if (contact.keys().isEmpty()) {
                        throw CommandFailure.refused(
                                "No key of " + ShownAddress.of(address) + " is known: ./imxp key find looks for one.");
                    }
                },
                () -> own(ring, own));
        if (qr) {
            codes(
                            who.isPresent()
                                    ? ring.contact(who.get()).keys().stream()
                                            .map(key -> key.fingerprint())
                                            .toList()
                                    : List.of(own))
                    .forEach(surroundings::data);
        }
    }

    private void own(KeyRing ring, String fingerprint) {
        surroundings.data(ShownAddress.of(ring.owner()) + " (you)");
        surroundings.data("  " + KeyWords.grouped(fingerprint));
    }

    private List<String> codes(List<String> fingerprints) {
        return fingerprints.stream()
                .flatMap(one -> QrLines.of(PublicKeys.SCHEME + one, surroundings.charset()).stream())
                .toList();
    }
}
