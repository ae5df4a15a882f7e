package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.message.MessageFault;
import org.imxp.message.security.PgpCertificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key import}. */
@Command(
        name = "import",
        description = "Takes the public key of somebody from a file.",
        footer = {
            "",
            "It counts as one that was found: the first is trusted, one beside another has to be accepted.",
            "",
            "Example:",
            "  ./imxp key import --as fred@example.com wilma@example.com wilma.asc"
        })
final class KeyImport implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(index = "0", paramLabel = "PEER", description = "Whose key.")
    private String peer = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "An OpenPGP public key.")
    private Path file = Path.of("");

    private final Surroundings surroundings;

    KeyImport(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var who = EndpointArgument.address(peer);
        // Armor makes it longer.
        var text = KeyFiles.read(surroundings.folder().resolve(file), 2 * KeyRing.MOST_CERTIFICATE);
        PgpCertificate certificate;
        try {
            certificate = PgpCertificate.read(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (MessageFault e) {
            throw CommandFailure.refused("The file " + file + " has no OpenPGP public key.", e);
        }
        KeyWords.lines(options.ring(surroundings).learn(who, certificate)).forEach(surroundings::data);
    }
}
