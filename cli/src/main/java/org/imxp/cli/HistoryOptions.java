package org.imxp.cli;

import java.util.Optional;
import org.imxp.cli.history.History;
import org.imxp.cli.history.HistoryException;
import org.imxp.cli.history.HistoryLimits;
import picocli.CommandLine.Option;

/** Whether a client keeps its conversations. */
final class HistoryOptions {
    @Option(names = "--no-history", description = "Keep nothing of this for ./imxp log.")
    private boolean none;

    /** The record that a client keeps; that there is none is told, and stops nothing. */
    Remembering open(ClientOptions client, Surroundings surroundings) {
        if (none) {
            return Remembering.nothing();
        }
        // Outside: an address that is none is wrong usage, and not a matter of the history.
        var home = client.home(surroundings);
        try {
            return home.map(it -> new Remembering(Optional.of(file(it, surroundings)), surroundings::talk))
                    .orElseGet(Remembering::nothing);
        } catch (HistoryException | CommandFailure e) {
            surroundings.talk(Remembering.sentence(e));
            return Remembering.nothing();
        }
    }

    static History file(ClientHome home, Surroundings surroundings) {
        return History.open(home.file("history.db"), HistoryLimits.DEFAULT, surroundings.clock());
    }
}
