package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp user remove}. */
@Command(
        name = "remove",
        description = "Removes an account. Who is attached by it stays so until that session ends.",
        footer = {"", "Example:", "  ./imxp user remove fred@example.com"})
final class UserRemove implements Runnable {
    @Parameters(paramLabel = "ENDPOINT", description = "Which account, such as fred@example.com.")
    private String endpoint = "";

    @Mixin
    private final StoreOptions store = new StoreOptions();

    private final Surroundings surroundings;

    UserRemove(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var address = EndpointArgument.account(endpoint).toString();
        var accounts = new OpenAccounts(store, surroundings);
        accounts.mustExist(address);
        accounts.change(it -> it.remove(address));
        surroundings.talk("Removed " + address + ".");
    }
}
