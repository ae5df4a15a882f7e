package org.imxp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imxp.message.Content;

/** The files of a chat: those that are sent, and the last ones that were offered, which can still be saved. Not thread-safe. */
final class ChatFiles {
    /** How many are remembered. */
    static final int MOST = 32;

    private final Path working;
    private final Optional<SavingFolder> always;
    private final int mostOctets;
    private final RandomGenerator random;
    private final Map<Integer, ShownFile> offered = new LinkedHashMap<>();
    private int last;

    /**
     * None yet.
     *
     * @param working where files are that the person names, and are saved on demand
     * @param always where all are saved at once, if they are
     * @param mostOctets of a message
     */
    ChatFiles(Path working, Optional<SavingFolder> always, int mostOctets, RandomGenerator random) {
        this.working = working;
        this.always = always;
        this.mostOctets = mostOctets;
        this.random = random;
    }

    /** What a message offers is saved, or gets a number. */
    ShownMessage offer(ShownMessage message) {
        return always.map(message::saved)
                .orElseGet(() -> message.withFiles(
                        message.files().stream().map(this::numbered).toList()));
    }

    private ShownFile numbered(ShownFile file) {
        last++;
        offered.put(last, file);
        offered.remove(last - MOST);
        return file.with("/save " + last + " saves it");
    }

    /** Saves one of them, and says so. */
    String save(int number) {
        var file = offered.get(number);
        if (file == null) {
            return "There is no file " + number + " to save"
                    + (number > 0 && number <= last ? " any more: the last " + MOST + " are kept." : ".");
        }
        try {
            var saved = SavingFolder.of(working).save(file);
            if (saved.path().isPresent()) {
                offered.remove(number);
            }
            return saved.words() + ".";
        } catch (CommandFailure e) {
            return Failures.message(e);
        }
    }

    /**
     * What sends a file.
     *
     * @throws CommandFailure if it cannot be sent
     */
    Content attach(String typed) {
        Path file;
        try {
            file = working.resolve(typed);
        } catch (InvalidPathException e) {
            throw CommandFailure.refused(VisibleText.line(typed) + " cannot be the name of a file here.", e);
        }
        return OutgoingContent.of(Optional.empty(), List.of(file), mostOctets, random);
    }
}
