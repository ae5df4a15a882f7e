package org.imxp.cli;

import java.util.Optional;
import org.imxp.endpoint.keys.ShortWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp key verify}. */
@Command(
        name = "verify",
        description = "Remembers that a key is theirs, after you have compared it with them.",
        footer = {
            "",
            "Both of you run ./imxp key show with the other's address, one reads the words aloud, and the other types"
                    + " them here;",
            "or compares the fingerprint. Not by a message: who is in between would change it.",
            "",
            "Examples:",
            "  ./imxp key verify --as fred@example.com wilma@example.com --words \"apple river ...\"",
            "  ./imxp key verify --as fred@example.com wilma@example.com --fingerprint 0123...CDEF"
        })
final class KeyVerify implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "PEER", description = "Whose key.")
    private String peer = "";

    @Option(names = "--words", paramLabel = "WORDS", description = "The words that the other has read to you.")
    private Optional<String> words = Optional.empty();

    @Option(names = "--fingerprint", paramLabel = "HEX", description = "The fingerprint that the other has given you.")
    private Optional<String> fingerprint = Optional.empty();

    private final Surroundings surroundings;

    KeyVerify(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (words.isEmpty() && fingerprint.isEmpty()) {
            throw CommandFailure.wrongUsage("Give --words or --fingerprint: what the other person sees.");
        }
        var who = EndpointArgument.address(peer);
        var ring = options.ring(surroundings);
        var contact = ring.contact(who);
        var typed = fingerprint.map(KeyWords::fingerprint);
        var name = ShownAddress.of(contact.who());
        var key = typed.map(hex -> contact.key(hex)
                        .orElseThrow(() -> mismatch(name, "No key that is known of " + name + " has that fingerprint")))
                .orElseGet(() -> KeyWords.only(contact));
        var own = ring.own().certificate().fingerprint();
        words.filter(said -> !ShortWords.match(said, own, key.fingerprint())).ifPresent(_ -> {
            throw mismatch(name, "The words are not those for your key and " + KeyWords.grouped(key.fingerprint()));
        });
        var others = ring.verify(who, key.fingerprint()).keys().stream()
                .filter(other -> !other.isAccepted())
                .toList();
        surroundings.talk("The key " + KeyWords.grouped(key.fingerprint()) + " of " + name + " is verified.");
        others.forEach(other -> surroundings.talk("The key " + KeyWords.grouped(other.fingerprint())
                + " is shown as theirs too: it counts only if you verify or accept it; ./imxp key"
                + " forget takes it away."));
    }

    private static CommandFailure mismatch(String name, String what) {
        return CommandFailure.refused(
                "NOT THE SAME. " + what + ". If nothing was misheard, somebody may be in between you" + " and " + name
                        + ", and read what you write.");
    }
}
