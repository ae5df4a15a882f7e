package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.imxp.endpoint.keys.KeyBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp key backup}. */
@Command(
        name = "backup",
        description = "Writes your key and those of others into a file, under a passphrase.",
        footer = {
            "",
            "For a safe place, or for another program of yours (./imxp key restore). GnuPG imports your key from it,"
                    + " too.",
            "",
            "Example:",
            "  ./imxp key backup --as fred@example.com fred-keys.asc"
        })
final class KeyBackupCommand implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "FILE", description = "Where to; there must be no such file yet.")
    private Path file = Path.of("");

    @Mixin
    private final PassphraseOption protection = new PassphraseOption();

    private final Surroundings surroundings;

    KeyBackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var ring = options.ring(surroundings);
        var passphrase = protection.chosen(surroundings);
        try {
            KeyFiles.write(surroundings.folder().resolve(file), KeyBackup.write(ring, passphrase));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        surroundings.talk("Your keys are in " + file + ". Who has it and the passphrase can be you.");
    }
}
