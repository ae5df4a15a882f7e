package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.relay.store.StoreException.Reason;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does, whatever is behind it. */
abstract class StoreContract
        implements HeldDataContract, AccessRowsContract, PresenceDataContract, ContactDataContract {
    private final List<Store> opened = new ArrayList<>();
    private Accounts accounts;

    /** Opens the one database of this test; each call is as another process would. */
    abstract Store open();

    @BeforeEach
    void openTheStore() {
        accounts = another().accounts();
    }

    @AfterEach
    void closeTheStores() {
        opened.forEach(Store::close);
    }

    @Override
    public Store another() {
        var store = open();
        opened.add(store);
        return store;
    }

    @Test
    @Requirement("BEEP-71")
    void findsWhatWasAdded() {
        accounts.add(Samples.FRED);

        assertThat(accounts.find("fred@example.com")).contains(Samples.FRED);
        assertThat(accounts.count()).isEqualTo(1);
    }

    @Test
    @Requirement("OPEN-8")
    void findsOnlyWhatWasAdded() {
        accounts.add(Samples.FRED);

        assertThat(accounts.find("wilma@example.com")).isEmpty();
        assertThat(accounts.find("Fred@example.com")).isEmpty();
        assertThat(accounts.find("fred@example.co_")).isEmpty();
        assertThat(accounts.find("' OR ''='")).isEmpty();
    }

    @Test
    void listsTheDomainsThatHaveAccounts() {
        assertThat(accounts.domains()).isEmpty();
        accounts.add(Samples.account("fred@rubble.com", "rubble.com", 1));
        accounts.add(Samples.FRED);
        accounts.add(Samples.WILMA);
        assertThat(accounts.domains()).containsExactly("example.com", "rubble.com");
    }

    @Test
    void refusesASecondAccountOfOneEndpoint() {
        accounts.add(Samples.FRED);
        var second = Samples.account("fred@example.com", "example.com", 2);

        assertThatThrownBy(() -> accounts.add(second))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXISTS))
                .hasMessage("fred@example.com exists already: change its password or remove it first");
        assertThat(accounts.find("fred@example.com")).contains(Samples.FRED);
    }

    @Test
    void replacesCredentialsAndNothingElse() {
        accounts.add(Samples.FRED);
        accounts.add(Samples.WILMA);
        var fresh = Samples.credentials(77);

        accounts.replaceCredentials("fred@example.com", fresh);

        var fred = accounts.find("fred@example.com").orElseThrow();
        assertThat(fred.credentials()).isEqualTo(fresh).isNotEqualTo(Samples.FRED.credentials());
        assertThat(fred.created()).isEqualTo(Samples.FRED.created());
        assertThat(accounts.find("wilma@example.com")).contains(Samples.WILMA);
    }

    @Test
    void refusesCredentialsForAnAccountThatIsNotThere() {
        assertThatThrownBy(() -> accounts.replaceCredentials("fred@example.com", Samples.credentials(1)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ABSENT))
                .hasMessage("fred@example.com does not exist: add it first");
    }

    @Test
    void removesAnAccountOnce() {
        accounts.add(Samples.FRED);

        assertThat(accounts.remove("fred@example.com")).isTrue();
        assertThat(accounts.remove("fred@example.com")).isFalse();
        assertThat(accounts.find("fred@example.com")).isEmpty();
        assertThat(accounts.count()).isZero();
    }

    @Test
    @Requirement("IMPP-2.1.4")
    void listsADomainPageByPageInOrder() {
        for (var local : List.of("wilma", "fred", "barney", "pebbles", "Fred", "f_ed", "frédéric")) {
            accounts.add(Samples.account(local + "@example.com", "example.com", 1));
            accounts.add(Samples.account(local + "@rubble.com", "rubble.com", 1));
        }

        var first = accounts.list("example.com", "", 3);
        var second = accounts.list("example.com", first.getLast(), 3);
        var third = accounts.list("example.com", second.getLast(), 3);

        assertThat(first).containsExactly("Fred@example.com", "barney@example.com", "f_ed@example.com");
        assertThat(second).containsExactly("fred@example.com", "frédéric@example.com", "pebbles@example.com");
        assertThat(third).containsExactly("wilma@example.com");
        assertThat(accounts.list("example.com", third.getLast(), 3)).isEmpty();
        assertThat(accounts.list("example.net", "", 3)).isEmpty();
    }

    @Test
    @Requirement("IMPP-2.1.4")
    void keepsTheSameLocalNameOfTwoDomainsApart() {
        accounts.add(Samples.FRED);
        var other = Samples.account("fred@rubble.com", "rubble.com", 9);
        accounts.add(other);

        accounts.remove("fred@example.com");

        assertThat(accounts.find("fred@rubble.com")).contains(other);
        assertThat(accounts.list("rubble.com", "", 10)).containsExactly("fred@rubble.com");
        assertThat(accounts.list("example.com", "", 10)).isEmpty();
    }

    @Test
    void refusesAPageOneBeyondTheBounds() {
        assertThat(accounts.list("example.com", "", Accounts.MAX_PAGE)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.list("example.com", "", Accounts.MAX_PAGE + 1))
                .withMessage("a page of 1001 endpoints: 1 to 1000 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.list("example.com", "", 0));
    }

    @Test
    void keepsWhatWasAcknowledgedWhenItIsNeverClosed() {
        accounts.add(Samples.FRED);
        accounts.replaceCredentials("fred@example.com", Samples.credentials(5));

        var afterwards = another().accounts();

        assertThat(afterwards.find("fred@example.com").orElseThrow().credentials())
                .isEqualTo(Samples.credentials(5));
    }

    @Test
    void keepsWhatWasAcknowledgedWhenItIsClosed() {
        var first = another();
        first.accounts().add(Samples.FRED);
        first.close();
        first.close();

        assertThat(another().accounts().find("fred@example.com")).contains(Samples.FRED);
    }

    @Test
    void showsEachProcessWhatTheOthersDid() {
        var command = another().accounts();

        command.add(Samples.FRED);
        assertThat(accounts.find("fred@example.com")).contains(Samples.FRED);
        command.replaceCredentials("fred@example.com", Samples.credentials(3));
        assertThat(accounts.find("fred@example.com").orElseThrow().credentials())
                .isEqualTo(Samples.credentials(3));
        accounts.remove("fred@example.com");
        assertThat(command.find("fred@example.com")).isEmpty();
    }

    @Test
    void refusesToWorkAfterItIsClosed() {
        var store = another();
        store.close();

        assertThatThrownBy(() -> store.accounts().count())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE));
    }

    @Test
    void letsManyThreadsOfSeveralProcessesWriteAtOnce() throws Exception {
        var command = another().accounts();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 60)
                    .<Callable<Void>>mapToObj(n -> () -> {
                        var account = Samples.account("user" + n + "@example.com", "example.com", n);
                        (n % 2 == 0 ? accounts : command).add(account);
                        assertThat(accounts.find(account.endpoint())).contains(account);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(accounts.count()).isEqualTo(60);
    }

    @Test
    void givesOneOfManyWhoAddTheSameEndpointTheAccount() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 20)
                    .<Callable<Boolean>>mapToObj(n -> () -> {
                        try {
                            accounts.add(Samples.account("fred@example.com", "example.com", n));
                            return true;
                        } catch (StoreException e) {
                            assertThat(e.reason()).isEqualTo(Reason.EXISTS);
                            return false;
                        }
                    })
                    .toList();
            var winners = 0;
            for (var done : threads.invokeAll(work)) {
                winners += done.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
