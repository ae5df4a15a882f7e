package org.imxp.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp user passwd}. */
@Command(
        name = "passwd",
        description = "Gives an account another password.",
        footer = {
            "",
            "The password is asked for twice, or read from --password-file or the variable IMXP_PASSWORD.",
            "",
            "Example:",
            "  ./imxp user passwd fred@example.com"
        })
final class UserPasswd implements Runnable {
    @Parameters(paramLabel = "ENDPOINT", description = "Whose password, such as fred@example.com.")
    private String endpoint = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "Holds the password, and a line end at most.")
    private Optional<Path> passwordFile = Optional.empty();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    private final Surroundings surroundings;

    UserPasswd(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.account(endpoint);
        var accounts = new OpenAccounts(store, surroundings);
        accounts.mustExist(address.toString());
        var password = new Passwords(surroundings).chosen(address.toString(), passwordFile);
        try {
            var credentials = AccountCredentials.derive(address, password, surroundings.random());
            accounts.change(it -> it.replaceCredentials(address.toString(), credentials));
        } finally {
            Arrays.fill(password, '\0');
        }
        surroundings.talk("Changed the password of " + address + ".");
    }
}
