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

/** How the people on a contact list are, as lines. Thread-safe. */
final class SeenContacts {
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
                yield how.equals(before == null ? OFFLINE : before)
                        ? Optional.empty()
                        : Optional.of(ContactWords.line(contact) + " is " + how + ".");
            }
            case PresenceEvent.Interrupted _ -> Optional.empty();
            case PresenceEvent.Ended _ -> {
                seen.remove(contact.address());
                yield Optional.empty();
            }
        };
    }

    String line(Contact contact) {
        return ContactWords.line(contact)
                + Optional.ofNullable(seen.get(contact.address()))
                        .map(how -> " is " + how)
                        .orElse(" does not let you see")
                + ".";
    }
}
