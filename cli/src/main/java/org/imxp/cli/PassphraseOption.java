package org.imxp.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the passphrase of a backup comes from. */
final class PassphraseOption {
    private static final String OF = "the backup";

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the passphrase. Without it: the variable IMXP_PASSPHRASE, else you are asked.")
    private Optional<Path> file = Optional.empty();

    /** One that a new backup will have. */
    char[] chosen(Surroundings surroundings) {
        return Passwords.passphrases(surroundings).chosen(OF, file);
    }

    /** That of a backup that is there. */
    char[] existing(Surroundings surroundings) {
        return Passwords.passphrases(surroundings).existing(OF, file);
    }
}
