package org.imxp.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp user list}. */
@Command(
        name = "list",
        description = "Lists the accounts, one a line, in order.",
        footer = {"", "Example:", "  ./imxp user list --domain example.com"})
final class UserList implements Runnable {
    @Option(names = "--domain", paramLabel = "D", description = "Only those of this domain.")
    private Optional<String> domain = Optional.empty();

    @Mixin
    private final StoreOptions store = new StoreOptions();

    private final Surroundings surroundings;

    UserList(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        new OpenAccounts(store, surroundings).forEach(domain, surroundings::data);
    }
}
