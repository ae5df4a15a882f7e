package org.imxp.cli;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.keys.KeyException;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.endpoint.keys.OpenedMessage;
import org.imxp.endpoint.keys.Outgoing;
import org.imxp.endpoint.keys.Seal;
import org.imxp.endpoint.keys.SecuredMessages;
import org.imxp.endpoint.keys.SecurityMode;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/** Signs and encrypts what a person writes, opens what they get, and tells them what they have to know of keys. */
final class Secrecy {
    private static final Duration PUBLISHING = Duration.ofSeconds(2);

    private final Optional<SecuredMessages> messages;
    private final Optional<SecurityMode> mode;
    private final Consumer<String> teller;
    private final boolean isWithout;
    private final ToldOnce notEncrypted = new ToldOnce();
    private final ToldOnce notSigned = new ToldOnce();

    /** With whom messages have to be encrypted is remembered in the home: where there should be one and is none, nobody knows. */
    private Secrecy(
            Optional<SecuredMessages> messages, Optional<SecurityMode> mode, boolean hasHome, Consumer<String> teller) {
        this.messages = messages;
        this.mode = mode;
        this.teller = teller;
        this.isWithout = hasHome && messages.isEmpty() && mode.isEmpty();
    }

    /**
     * With the keys in a home.
     *
     * @param home where they are; nobody at home has none
     * @param mode when messages are secured, if that is said for all
     * @param teller tells the person
     */
    static Secrecy of(
            Endpoint endpoint, Optional<ClientHome> home, Optional<SecurityMode> mode, Consumer<String> teller) {
        if (home.isEmpty() && mode.equals(Optional.of(SecurityMode.REQUIRED))) {
            throw CommandFailure.wrongUsage("--secure required: nobody in particular has no key to sign with.");
        }
        var environment = endpoint.environment();
        return new Secrecy(
                home.filter(where -> isUsable(where, mode, teller))
                        .map(where -> new SecuredMessages(
                                endpoint,
                                new KeyRing(
                                        endpoint.address(),
                                        where.folder(),
                                        environment.clock(),
                                        environment.random()))),
                mode,
                home.isPresent(),
                teller);
    }

    /** Who has no place for keys can read all the same, and write if they say that it need not be encrypted. */
    private static boolean isUsable(ClientHome home, Optional<SecurityMode> mode, Consumer<String> teller) {
        if (mode.equals(Optional.of(SecurityMode.OFF))) {
            return Files.isDirectory(home.folder());
        }
        try {
            return Files.isDirectory(home.file(".").normalize());
        } catch (CommandFailure e) {
            if (mode.equals(Optional.of(SecurityMode.REQUIRED))) {
                throw e;
            }
            teller.accept(Failures.message(e) + " Until then nothing is signed or encrypted.");
            return false;
        }
    }

    /** Has others find the key, unless nothing is to be secured; waits a little for that. */
    void begin() {
        if (messages.isEmpty() || mode.equals(Optional.of(SecurityMode.OFF))) {
            return;
        }
        try {
            messages.get().publish().get(PUBLISHING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (KeyException e) {
            teller.accept("Your key cannot be used: " + Failures.message(e));
        } catch (ExecutionException | TimeoutException e) {
            // There may be no presence service, or it does not let them: who writes asks this program.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What is to be sent of what was written.
     *
     * @throws KeyException if it may not be sent so
     */
    Outgoing seal(SendOptions options, Message message, List<Address> recipients) {
        if (isWithout) {
            throw new KeyException("Not sent: without that folder it is not known whether it has to be encrypted."
                    + " --secure auto sends it plainly.");
        }
        if (messages.isEmpty()) {
            return new Outgoing.Plain(message, List.of());
        }
        var outgoing = messages.get().seal(options, message, recipients, mode);
        if (outgoing instanceof Outgoing.Plain(var _, var without)
                && without.stream().anyMatch(notEncrypted::isNews)) {
            teller.accept("No key of "
                    + without.stream().map(ShownAddress::of).collect(Collectors.joining(", "))
                    + " was found: the message is not encrypted. (--secure required would not send it.)");
        }
        return outgoing;
    }

    /** What is to be shown of what has arrived. */
    ShownMessage open(ReceivedMessage received) {
        if (messages.isEmpty()) {
            return ShownMessage.of(received);
        }
        var opened = messages.get().open(received);
        warn(opened);
        return ShownMessage.of(received)
                .opened(opened.message(), new MessageSecurity(opened.seal(), opened.isEncrypted()));
    }

    private void warn(OpenedMessage opened) {
        var sender = opened.received().originator().parent();
        var who = ShownAddress.of(sender);
        switch (opened.seal()) {
            case Seal.Unknown(var key, var hasChanged) -> {
                if (hasChanged) {
                    teller.accept("*** THE KEY OF " + who + " HAS CHANGED: this message is signed by "
                            + VisibleText.line(key) + ". ***");
                    teller.accept("*** They may have a new program, or somebody may be in between. Ask them, then:"
                            + " ./imxp key accept --as "
                            + ShellWord.of(ShownAddress.of(
                                    opened.received().recipient().parent()))
                            + " " + ShellWord.of(who) + " ***");
                }
            }
            case Seal.Unsigned(var isUnusual) -> {
                if (!isUnusual && mode.filter(SecurityMode.OFF::equals).isEmpty() && notSigned.isNews(sender)) {
                    teller.accept("What " + who + " writes is not signed, and anybody on the way can read it.");
                }
            }
            case Seal.Verified _, Seal.Known _, Seal.Broken _, Seal.NotForUs _ -> {
                // Its line says it.
            }
        }
    }
}
