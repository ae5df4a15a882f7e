package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.imxp.relay.store.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp user add}. */
@Command(
        name = "add",
        description = "Makes an account.",
        footer = {
            "",
            "The password is asked for twice, or read from --password-file or the variable IMXP_PASSWORD.",
            "",
            "Example:",
            "  ./imxp user add fred@example.com"
        })
final class UserAdd implements Runnable {
    @Parameters(paramLabel = "ENDPOINT", description = "The new account, such as fred@example.com.")
    private String endpoint = "";

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
