package org.imxp.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.imxp.endpoint.Contact;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.presence.Availability;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/** How the people on a contact list are, as lines. Thread-safe. */
final class SeenContacts {
    private static final String NOT_KNOWN = "not known yet";
    private static final String OFFLINE = PresenceWords.word(Availability.OFFLINE);

    private final List<Locale.LanguageRange> languages;
    private final Map<Address, String> seen = new ConcurrentHashMap<>();

    SeenContacts(List<Locale.LanguageRange> languages) {
        this.languages = languages;
    }

    /** Takes note of what is told; gives a line for what is news: that somebody is there, or not any more. */
    Optional<String> told(Contact contact, PresenceEvent event) {
        return switch (event) {
            case PresenceEvent.Changed(var state) -> {
                var how = PresenceWords.of(state, languages);
                var before = seen.put(contact.address(), how);
                yield how.equals(before == null || before.equals(NOT_KNOWN) ? OFFLINE : before)
                        ? Optional.empty()
                        : Optional.of(ContactWords.line(contact) + " is " + how + ".");
            }
            case PresenceEvent.Interrupted _ -> {
                seen.put(contact.address(), NOT_KNOWN);
                yield Optional.empty();
            }
            case PresenceEvent.Ended ended -> {
                seen.put(contact.address(), unseen(ended.code()));
                yield Optional.empty();
            }
        };
    }

    private static String unseen(ReplyCode code) {
        if (code.equals(ReplyCode.NOT_AUTHORIZED)) {
            return "not to be seen by you";
        }
        return code.equals(ReplyCode.NOT_TAKEN) ? "unknown in that domain" : NOT_KNOWN;
    }

    String line(Contact contact) {
        return ContactWords.line(contact) + " is " + seen.getOrDefault(contact.address(), NOT_KNOWN) + ".";
    }
}
