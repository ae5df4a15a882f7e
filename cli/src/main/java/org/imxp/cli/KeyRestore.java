package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.imxp.endpoint.keys.KeyBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp key restore}. */
@Command(
        name = "restore",
        description = "Takes your key and those of others from a backup.",
        footer = {
            "",
            "Also a secret key that GnuPG has exported (gpg --export-secret-keys --armor).",
            "",
            "Example:",
            "  ./imxp key restore --as fred@example.com fred-keys.asc"
        })
final class KeyRestore implements Runnable {
    private static final int MOST_OCTETS = 64 << 20;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Mixin
    private final PassphraseOption protection = new PassphraseOption();

    @Option(names = "--replace", description = "Also if there is another key of yours here, which is lost then.")
    private boolean replace;

    private final Surroundings surroundings;

    KeyRestore(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var ring = options.ring(surroundings);
        var backup = KeyFiles.read(surroundings.folder().resolve(file), MOST_OCTETS);
        var passphrase = protection.existing(surroundings);
        try {
            KeyBackup.restore(ring, backup, passphrase, replace);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        surroundings.talk("Your key is "
                + KeyWords.grouped(ring.own().certificate().fingerprint()) + " now, and "
                + ring.contacts().stream()
                        .filter(contact -> !contact.keys().isEmpty())
                        .count()
                + " others are known.");
    }
}
