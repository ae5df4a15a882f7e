package org.imxp.relay;

import java.util.List;
import java.util.Locale;

/** What the relay says to people about data, in each language; {@code %s} stands for a value. */
enum Sentence {
    NOT_ATTACHED("the endpoint is not attached", "der Endpunkt ist nicht angemeldet"),
    UNKNOWN_ENDPOINT("unknown endpoint identity", "unbekannter Endpunkt"),
    EXISTENCE_UNKNOWN(
            "the endpoint is not attached; whether it exists can't be told at the moment",
            "der Endpunkt ist nicht angemeldet; ob es ihn gibt, ist zurzeit nicht festzustellen"),
    DENIED(
            "the recipient does not allow the originator to send it data",
            "der Empfänger erlaubt dem Absender nicht, ihm Daten zu senden"),
    SERVICE_NOT_OFFERED("the service %s is not offered here", "den Dienst %s gibt es hier nicht"),
    NO_RELAY("no relay of the recipient's domain is reachable", "kein Relay der Domäne des Empfängers ist erreichbar"),
    NOT_ORIGINATOR(
            "this session is not attached as %s, so can't send for it",
            "diese Sitzung ist nicht als %s angemeldet und kann nicht dafür senden"),
    TOO_MANY_REPORTS(
            "too many of your data wait to be reported on, first answer the reports that you are sent",
            "zu viele Ihrer Daten warten auf einen Bericht, beantworten Sie zuerst die Berichte, die Sie erhalten"),
    OPTION_UNKNOWN("option %s is not understood here", "die Option %s ist hier nicht bekannt"),
    OPTION_FAILED("option %s can't be processed at the moment", "die Option %s ist zurzeit nicht ausführbar"),
    OPTION_NEEDS_TRANS_ID("option %s needs a transID here", "die Option %s braucht hier eine transID"),
    OPTION_TWICE("option %s is there twice: allowed is once", "die Option %s steht zweimal da: erlaubt ist einmal"),
    QUEUE_FULL(
            "the endpoint has %s data of %s octets waiting, allowed are %s of %s",
            "auf den Endpunkt warten %s Daten von %s Oktetten, erlaubt sind %s von %s"),
    NOT_ANSWERED(
            "the endpoint has not answered what was held for it within %s s",
            "der Endpunkt hat Aufbewahrtes nicht innerhalb von %s s beantwortet"),
    LINK_LOST(
            "the endpoint's session ended before it answered", "die Sitzung des Endpunkts endete, bevor er antwortete"),
    UNKNOWN_DOMAIN("%s has no relays: %s", "%s hat keine Relays: %s"),
    RELAY_UNREACHABLE("no relay of %s is reachable: %s", "kein Relay von %s ist erreichbar: %s"),
    RELAY_UNREACHABLE_YET(
            "no relay of %s is reachable: %s; tried again after %s s",
            "kein Relay von %s ist erreichbar: %s; nächster Versuch nach %s s"),
    HOP_QUEUE_FULL(
            "%s data of %s octets wait for the next relay, allowed are %s of %s",
            "auf das nächste Relay warten %s Daten von %s Oktetten, erlaubt sind %s von %s"),
    TOO_MANY_HOPS(
            "there are sessions with the relays of %s domains, allowed are %s",
            "es gibt Sitzungen mit den Relays von %s Domänen, erlaubt sind %s"),
    TOO_MUCH_TRAFFIC(
            "%s octets or data of %s within a minute, allowed are %s; try again in %s s",
            "%s Oktette oder Daten von %s in einer Minute, erlaubt sind %s; versuchen Sie es in %s s wieder"),
    NO_ROUTE(
            "neither %s nor %s is served here, and there is no route to %s",
            "weder %s noch %s ist hier zu Hause, und es gibt keinen Weg nach %s"),
    RELAY_LOST(
            "the next relay's session ended before it answered",
            "die Sitzung des nächsten Relays endete, bevor es antwortete"),
    ANSWER_UNREADABLE("the answer of %s can't be read", "die Antwort von %s ist nicht lesbar"),
    NOT_AUTHENTICATED("authenticate first", "authentifizieren Sie sich zuerst"),
    NOT_TRUSTED(
            "%s is not trusted with data of %s, only with its own",
            "%s wird nicht mit Daten von %s betraut, nur mit eigenen"),
    TOO_MANY_TIMES(
            "the relay minds the time of as many data as it can, send it again later",
            "das Relay überwacht schon so viele Fristen, wie es kann, senden Sie später noch einmal"),
    FORWARDED("sent on to the next relay", "an das nächste Relay weitergesandt"),
    HELD("held until the endpoint attaches", "aufbewahrt, bis der Endpunkt sich anmeldet"),
    NOT_STORED(
            "the store does not take data now, try again later",
            "der Speicher nimmt zurzeit keine Daten an, versuchen Sie es später noch einmal"),
    DELAYED("not delivered yet", "noch nicht zugestellt"),
    TOO_LATE("not delivered within the time of noLaterThan", "nicht in der Zeit von noLaterThan zugestellt"),
    TOO_FAR(
            "sent on by as many relays as noMoreThan allows",
            "von so vielen Relays weitergesandt, wie noMoreThan erlaubt"),
    OVERRIDDEN("another application attached as %s", "eine andere Anwendung hat sich als %s angemeldet");

    private final String english;
    private final String german;

    Sentence(String english, String german) {
        this.english = english;
        this.german = german;
    }

    String in(Language language, List<Object> values) {
        var pattern = switch (language) {
            case ENGLISH -> english;
            case GERMAN -> german;
        };
        return String.format(Locale.ROOT, pattern, values.toArray());
    }
}
