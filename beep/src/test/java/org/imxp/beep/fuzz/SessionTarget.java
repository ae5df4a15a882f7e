package org.imxp.beep.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.imxp.beep.FuzzedSession;
import org.imxp.beep.Role;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.testkit.fuzz.FuzzRule;

/**
 * A session takes whatever octets a peer sends, in either role, and does the same however they are cut.
 *
 * <p>Bits of the first octet choose: 0 the role, 1 whether TLS is optional or off, 2 and 3 what the peer has said before,
 * 4 to 6 what the application asks for then. Between the parts that follow is time: what the session has to say leaves, and
 * a handshake takes place if it is due.
 */
public final class SessionTarget {
    private static final String ECHO = "<profile uri='http://example.com/beep/echo' />";
    private static final String GREETING = "<greeting>" + ECHO + "<profile uri='http://iana.org/beep/TLS' />"
            + "<profile uri='http://iana.org/beep/SASL/SCRAM-SHA-256' />"
            + "<profile uri='http://iana.org/beep/SASL/DIGEST-MD5' /></greeting>";

    private SessionTarget() {}

    /**
     * Tries an input.
     *
     * @param input choices, and what the peer sends
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var parts = Parts.of(input);
        var whole = play(parts, (session, part) -> session.receive(part, Math.max(1, part.length)));
        FuzzRule.same(whole, play(parts, (session, part) -> session.receive(part, 1)), "whole and octet by octet");
        play(parts, FuzzedSession::receiveSlowly);
    }

    private static String play(Parts parts, BiConsumer<FuzzedSession, byte[]> receive) {
        var role = parts.chosen(0) ? Role.INITIATOR : Role.LISTENER;
        var session = new FuzzedSession(role, parts.chosen(1), new FuzzAccounts());
        for (var said : prologue(role, parts.choices() >> 2 & 3)) {
            receive.accept(session, said.getBytes(StandardCharsets.UTF_8));
        }
        act(session, parts.choices() >> 4 & 7);
        for (var part : parts.all()) {
            receive.accept(session, part);
            var _ = session.shakeHands();
        }
        return session.finish();
    }

    private static List<String> prologue(Role role, int choice) {
        var greeting = frame("RPY 0 0 . 0 ", GREETING);
        var more = (greeting.length() - greeting.indexOf("\r\n") - 2 - "END\r\n".length()) + " ";
        return switch (choice) {
            case 0 -> List.of();
            case 1 -> List.of(greeting);
            case 2 ->
                role == Role.LISTENER
                        ? List.of(greeting, frame("MSG 0 1 . " + more, "<start number='1'>" + ECHO + "</start>"))
                        : List.of(greeting, frame("MSG 0 1 . " + more, "<start number='2'>" + ECHO + "</start>"));
            default ->
                List.of(
                        greeting,
                        frame(
                                "MSG 0 1 . " + more,
                                "<start number='" + (role == Role.LISTENER ? 1 : 2)
                                        + "'><profile uri='http://example.com/beep/counting' /></start>"));
        };
    }

    private static String frame(String header, String xml) {
        return header + (xml.length() + 2) + "\r\n\r\n" + xml + "END\r\n";
    }

    private static void act(FuzzedSession session, int choice) {
        switch (choice) {
            case 1 -> session.start();
            case 2 -> session.authenticate(FuzzAccounts.client(SaslMechanism.SCRAM_SHA_256));
            case 3 -> session.authenticate(FuzzAccounts.client(SaslMechanism.DIGEST_MD5));
            case 4 -> session.startTls();
            case 5 -> session.release();
            case 6 -> {
                session.start();
                session.start();
                session.release();
            }
            default -> {}
        }
    }
}
