package org.imxp.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.store.Accounts;
import org.imxp.relay.store.JdbcStore;

/** The accounts of the relay that the options name. The store is open only while it is used. */
final class OpenAccounts {
    private final Configuration configuration;
    private final boolean isConfigured;

    OpenAccounts(StoreOptions options, Surroundings surroundings) {
        this.configuration = options.read(options.reader(surroundings), surroundings);
        this.isConfigured = options.isConfigured();
    }

    /**
     * Checks that the relay serves a domain. Without a configuration the domains may be options of {@code serve}, which are
     * not known here.
     */
    void check(String domain) {
        if (isConfigured && !configuration.domains().contains(domain)) {
            throw CommandFailure.refused("The relay does not serve " + domain + ": its domains are "
                    + String.join(", ", configuration.domains()) + ".");
        }
    }

    /** Checks that there is an account, before a person is asked to type a password for it. */
    void mustExist(String endpoint) {
        change(accounts -> {
            if (accounts.find(endpoint).isEmpty()) {
                throw CommandFailure.refused(endpoint + " has no account here; nothing was changed.");
            }
        });
    }

    /** Does something with the accounts. */
    void change(Consumer<Accounts> change) {
        try (var store = JdbcStore.open(configuration.store())) {
            change.accept(store.accounts());
        }
    }

    /** Hands out the endpoints of one domain, or of all that have any, in order. */
    void forEach(Optional<String> domain, Consumer<String> each) {
        change(accounts -> domain.map(List::of).orElseGet(accounts::domains).stream()
                .flatMap(one -> pages(accounts, one))
                .forEach(each));
    }

    private static Stream<String> pages(Accounts accounts, String domain) {
        return Stream.iterate(
                        accounts.list(domain, "", Accounts.MAX_PAGE),
                        page -> !page.isEmpty(),
                        page -> accounts.list(domain, page.getLast(), Accounts.MAX_PAGE))
                .flatMap(List::stream);
    }
}
