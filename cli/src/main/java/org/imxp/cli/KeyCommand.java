package org.imxp.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code imxp key}: one's own key, and those of others. */
@Command(
        name = "key",
        description = "Keys by which messages are signed and encrypted, so that no relay can read or change them.",
        footer = {
            "",
            "Your key is made when it is first needed, and shown to whoever may see your presence or write to you. The"
                    + " first key",
            "of somebody else is trusted; if it changes later you are told, and nothing is sent until you have decided."
                    + " Whether",
            "it is theirs you know when both of you see the same twelve words: compare them by telephone, or when you"
                    + " meet.",
            "",
            "Behind the sender of a message stands: signed, verified; signed; signed by an UNKNOWN KEY; NOT SIGNED;"
                    + " or BROKEN.",
            "Without anything the message is a plain one, of somebody whose key is not known here.",
            "",
            "Examples:",
            "  ./imxp key show   --as fred@example.com wilma@example.com",
            "  ./imxp key verify --as fred@example.com wilma@example.com --words \"apple river ...\"",
            "  ./imxp key backup --as fred@example.com fred-keys.asc"
        })
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Its subcommands. */
    static List<Object> subcommands(Surroundings surroundings) {
        return List.of(
                new KeyShow(surroundings),
                new KeyList(surroundings),
                new KeyFind(surroundings),
                new KeyVerify(surroundings),
                new KeyAccept(surroundings),
                new KeyForget(surroundings),
                new KeyModeCommand(surroundings),
                new KeyPublish(surroundings),
                new KeyExport(surroundings),
                new KeyImport(surroundings),
                new KeyBackupCommand(surroundings),
                new KeyRestore(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "key needs one of: show, list, find, verify, accept, forget, mode, publish, export, import, backup,"
                        + " restore");
    }
}
