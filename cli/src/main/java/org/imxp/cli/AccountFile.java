package org.imxp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imxp.protocol.Address;
import org.imxp.relay.store.Account;

/**
 * A file with an account in each line: its endpoint, a space, and its password. All of it is checked before the first account
 * is made.
 */
final class AccountFile {
    /** Accounts that are made in one transaction. */
    private static final int BATCH = 500;

    private static final int MOST_NAMED = 10;

    private final Path file;
    private final OpenAccounts accounts;
    private final Surroundings surroundings;

    private record Line(int number, Address address, String password) {}

    AccountFile(Path file, OpenAccounts accounts, Surroundings surroundings) {
        this.file = surroundings.folder().resolve(file);
        this.accounts = accounts;
        this.surroundings = surroundings;
    }

    /**
     * Makes the accounts, and says how many.
     *
     * @throws CommandFailure if a line is wrong, or the file cannot be read
     */
    void add() {
        read(line -> accounts.check(line.address().domain().toString()));
        var there = new ArrayList<String>();
        var batch = new ArrayList<Line>();
        int[] lines = {0};
        accounts.change(store -> {
            read(line -> {
                lines[0]++;
                batch.add(line);
                if (batch.size() == BATCH) {
                    there.addAll(store.addAll(made(batch)));
                    batch.clear();
                }
            });
            there.addAll(store.addAll(made(batch)));
        });
        int added = lines[0] - there.size();
        surroundings.talk("Added " + added + (added == 1 ? " account." : " accounts.") + left(there));
    }

    private static String left(List<String> there) {
        if (there.isEmpty()) {
            return "";
        }
        var named = String.join(", ", there.subList(0, Math.min(there.size(), MOST_NAMED)));
        return " Left as they are, since they exist: "
                + named
                + (there.size() > MOST_NAMED ? " and " + (there.size() - MOST_NAMED) + " more." : ".");
    }

    /** Deriving credentials is costly on purpose, so all processors share it. */
    private List<Account> made(List<Line> batch) {
        return batch.parallelStream().map(this::made).toList();
    }

    private Account made(Line line) {
        try {
            return new Account(
                    line.address().toString(),
                    line.address().domain().toString(),
                    AccountCredentials.derive(line.address(), line.password().toCharArray(), surroundings.random()),
                    surroundings.clock().instant());
        } catch (CommandFailure e) {
            throw CommandFailure.refused(where(line.number()) + e.getMessage(), e);
        }
    }

    private void read(Consumer<Line> each) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read(reader, each);
        } catch (CharacterCodingException e) {
            throw CommandFailure.refused(file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw CommandFailure.refused(file + " cannot be read: " + Failures.reason(e) + ".", e);
        }
    }

    private void read(BufferedReader reader, Consumer<Line> each) throws IOException {
        int number = 0;
        for (var text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.isBlank()) {
                each.accept(line(number, text));
            }
        }
    }

    private Line line(int number, String text) {
        int space = text.indexOf(' ');
        int length = text.length() - space - 1;
        if (space < 1 || length < 1 || length > Passwords.MAX_CHARACTERS) {
            // The line may be a password, so it is not shown.
            throw CommandFailure.refused(where(number) + "allowed are an endpoint, a space, and a password of 1 to "
                    + Passwords.MAX_CHARACTERS + " characters.");
        }
        try {
            return new Line(number, EndpointArgument.account(text.substring(0, space)), text.substring(space + 1));
        } catch (CommandFailure e) {
            throw CommandFailure.refused(where(number) + e.getMessage(), e);
        }
    }

    private String where(int number) {
        return "Line " + number + " of " + file + ": ";
    }
}
