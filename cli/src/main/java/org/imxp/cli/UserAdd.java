package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.imxp.relay.store.Account;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp user add}. */
@Command(
        name = "add",
        description = "Makes an account, or many.",
        footer = {
            "",
            "The password is asked for twice, or read from --password-file or the variable IMXP_PASSWORD.",
            "A file of accounts has an endpoint, a space and its password in each line.",
            "",
            "Examples:",
            "  ./imxp user add fred@example.com",
            "  ./imxp user add --file accounts.txt"
        })
final class UserAdd implements Runnable {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One account, or those of a file. */
    static final class Which {
        @Parameters(paramLabel = "ENDPOINT", description = "The new account, such as fred@example.com.")
        private Optional<String> endpoint = Optional.empty();

        @Option(
                names = "--file",
                paramLabel = "ACCOUNTS",
                description = "Holds new accounts, one in a line. Those that exist are left as they are.")
        private Optional<Path> file = Optional.empty();
    }

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the password, and a line end at most.")
    private Optional<Path> passwordFile = Optional.empty();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    private final Surroundings surroundings;

    UserAdd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        which.file.ifPresentOrElse(this::addAll, () -> add(which.endpoint.orElseThrow(UserAdd::neither)));
    }

    private static CommandFailure neither() {
        return CommandFailure.wrongUsage(
                "Nobody is named: give an endpoint such as fred@example.com, or --file ACCOUNTS.");
    }

    private void addAll(Path file) {
        if (passwordFile.isPresent()) {
            throw CommandFailure.wrongUsage("--file has the passwords: --password-file cannot be given with it.");
        }
        new AccountFile(file, new OpenAccounts(store, surroundings), surroundings).add();
    }

    private void add(String endpoint) {
        var address = EndpointArgument.account(endpoint);
        var domain = address.domain().toString();
        var accounts = new OpenAccounts(store, surroundings);
        accounts.check(domain);
        var password = new Passwords(surroundings).chosen(address.toString(), passwordFile);
        try {
            var credentials = AccountCredentials.derive(address, password, surroundings.random());
            var account = new Account(
                    address.toString(),
                    domain,
                    credentials,
                    surroundings.clock().instant());
            accounts.change(it -> it.add(account));
        } finally {
            Arrays.fill(password, '\0');
        }
        surroundings.talk("Added " + address + ".");
    }
}
