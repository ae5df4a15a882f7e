package org.imxp.cli;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.imxp.endpoint.Contact;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.ReceivedRequest;
import org.imxp.endpoint.SentRequest;

/** Contacts and requests as people and programs read them. */
final class ContactWords {
    private ContactWords() {}

    static String line(Contact contact) {
        var address = ShownAddress.of(contact.address());
        return contact.name().isEmpty() ? address : address + " (" + VisibleText.line(contact.name()) + ")";
    }

    static JsonObject json(Contact contact) {
        return new JsonObject()
                .with("address", contact.address().toString())
                .with("name", contact.name())
                .with("since", contact.since().toString());
    }

    static String line(ReceivedRequest request) {
        return ShownAddress.of(request.from()) + " asks for " + words(request.wants())
                + (request.offers().isEmpty() ? "" : ", and offers " + words(request.offers()))
                + (request.note().isEmpty() ? "" : ": " + VisibleText.line(request.note()));
    }

    static JsonObject json(ReceivedRequest request) {
        return new JsonObject()
                .with("from", request.from().toString())
                .with("note", request.note())
                .with(
                        "wants",
                        request.wants().stream()
                                .sorted()
                                .map(PermissionWords::word)
                                .toList())
                .with(
                        "offers",
                        request.offers().stream()
                                .sorted()
                                .map(PermissionWords::word)
                                .toList())
                .with("asked", request.asked().toString())
                .with("expires", request.expires().toString());
    }

    static String line(SentRequest request) {
        var to = ShownAddress.of(request.to());
        return switch (request.state()) {
            case WAITING -> to + " has not answered; asked " + request.asked();
            case ACCEPTED -> to + " has accepted: you may " + words(request.granted());
            case EXPIRED -> to + " has not answered in time";
            case REFUSED ->
                "the request to " + to + " was refused"
                        + request.code()
                                .map(code -> ", " + code + " " + code.meaning())
                                .orElse("");
        };
    }

    static JsonObject json(SentRequest request) {
        var json = new JsonObject()
                .with("to", request.to().toString())
                .with("state", request.state().name().toLowerCase(Locale.ROOT))
                .with(
                        "granted",
                        request.granted().stream()
                                .sorted()
                                .map(PermissionWords::word)
                                .toList())
                .with("asked", request.asked().toString())
                .with("expires", request.expires().toString());
        request.code().ifPresent(code -> json.with("code", code.value()));
        return json;
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(PermissionWords::word).collect(Collectors.joining(", "));
    }
}
