package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.imxp.cli.history.History;
import org.imxp.cli.history.HistoryException;
import org.imxp.cli.history.HistoryLimits;
import org.imxp.cli.history.LogQuery;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp log}: asks no relay, and needs no password. */
@Command(
        name = "log",
        description = "Shows the conversations that send, listen and chat have kept on this machine.",
        footer = {
            "",
            "Without PEER it lists the conversations. A search finds what has all the words, in text, subject or names"
                    + " of files;",
            "\"words in quotes\" have to stand together. Kept are the newest 100,000 messages, 256 MiB at most, for a"
                    + " year;",
            "--keep sets another time.",
            "--raw shows what was sent as it was sent, so encrypted if it was, and what was received as it was opened."
                    + " It is not",
            "octet for octet what went over the wire.",
            "",
            "Examples:",
            "  ./imxp log --as fred@example.com wilma@example.com --search quarry",
            "  ./imxp log --as fred@example.com --keep 90d"
        })
final class LogCommand implements Runnable {
    private static final String FOREVER = "forever";

    @Mixin
    private final HomeOptions options = new HomeOptions();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "With whom.")
    private Optional<String> peer = Optional.empty();

    @Option(names = "--search", paramLabel = "WORDS", description = "Show only what has these words.")
    private Optional<String> search = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "Show only what is no older, such as 2h or 7d.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Show only the newest N.")
    private Optional<Integer> last = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--raw",
            paramLabel = "N",
            description = "Show message number N as this program writes it for the way, if that takes at most 64 KiB.")
    private Optional<Long> raw = Optional.empty();

    @Option(names = "--delete", description = "Delete the conversation; --yes says that you mean it.")
    private boolean delete;

    @Option(names = "--yes", description = "With --delete: you mean it.")
    private boolean yes;

    @Option(
            names = "--keep",
            paramLabel = "TIME|forever",
            description = "Keep messages for that time, such as 90d, from now on.")
    private Optional<String> keep = Optional.empty();

    private final Surroundings surroundings;

    LogCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var with = peer.map(EndpointArgument::address);
        check(with.isPresent());
        try (var history = HistoryOptions.file(options.home(surroundings), surroundings)) {
            keep.ifPresent(typed -> keep(history, typed));
            with.ifPresentOrElse(someone -> conversation(history, someone), () -> conversations(history));
        } catch (HistoryException e) {
            throw CommandFailure.refused(Failures.message(e) + ".", e);
        }
    }

    private void check(boolean isAboutOne) {
        boolean isPart = search.isPresent() || since.isPresent() || last.isPresent();
        if (!isAboutOne && (search.isPresent() || since.isPresent() || raw.isPresent() || delete)) {
            throw CommandFailure.wrongUsage("--search, --since, --raw and --delete are about one PEER: name it.");
        }
        last.filter(many -> many < 1).ifPresent(few -> {
            throw CommandFailure.wrongUsage("--last " + few + " is not allowed: 1 or more.");
        });
        if (raw.isPresent() && isPart) {
            throw CommandFailure.wrongUsage(
                    "--raw is about the one message of that number: --search, --since and --last do not go with it.");
        }
        if (delete && (isPart || raw.isPresent() || keep.isPresent())) {
            throw CommandFailure.wrongUsage(
                    "--delete is for the whole conversation: --search, --since, --last, --raw and"
                            + " --keep do not go with it.");
        }
        if (delete && !yes) {
            throw CommandFailure.wrongUsage("What is deleted cannot be had back: add --yes if you mean it.");
        }
    }

    private void keep(History history, String typed) {
        try {
            history.keep(typed.equals(FOREVER) ? Optional.empty() : Optional.of(DurationArgument.of("--keep", typed)));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage("--keep " + typed + " is not allowed: from 1s to 36500d, or forever.", e);
        }
    }

    private void conversations(History history) {
        var zone = surroundings.clock().getZone();
        var all = history.conversations();
        if (all.isEmpty()) {
            surroundings.talk("Nothing is kept.");
        }
        all.forEach(one -> surroundings.data(json ? LogLines.json(one) : LogLines.line(one, zone)));
    }

    private void conversation(History history, Address with) {
        if (delete) {
            surroundings.talk("Deleted: " + history.delete(with) + " of the conversation with " + with + ".");
        } else if (raw.isPresent()) {
            raw(history, with, raw.get());
        } else {
            show(history, with);
        }
    }

    private void raw(History history, Address with, long number) {
        var octets = history.raw(with, number)
                .orElseThrow(() -> CommandFailure.refused("There is no raw form of number " + number + " with " + with
                        + ": those up to " + HistoryLimits.DEFAULT.rawOctets() + " octets are kept."));
        new String(octets, StandardCharsets.UTF_8)
                .lines()
                .map(VisibleText::line)
                .forEach(surroundings::data);
    }

    private void show(History history, Address with) {
        var zone = surroundings.clock().getZone();
        var oldest = since.map(typed -> surroundings.clock().instant().minus(time(typed)));
        var found = history.log(new LogQuery(with, search, oldest, last.orElse(Integer.MAX_VALUE)));
        if (found.isEmpty()) {
            surroundings.talk("Nothing is found.");
        }
        found.forEach(one -> surroundings.data(json ? LogLines.json(one) : LogLines.line(one, zone)));
    }

    private static Duration time(String typed) {
        var time = DurationArgument.of("--since", typed);
        if (time.compareTo(Duration.ofDays(36_500)) > 0) {
            throw CommandFailure.wrongUsage("--since " + typed + " is not allowed: at most 36500d.");
        }
        return time;
    }
}
