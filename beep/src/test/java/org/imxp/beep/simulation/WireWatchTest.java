package org.imxp.beep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imxp.beep.SessionLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch sees what it is for: otherwise the simulation proves nothing. */
class WireWatchTest {
    private static final Terms TERMS = new Terms(false, false, false, 5000, 0, 0);

    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> sequence = new HashMap<>();
    private final WireWatch watch =
            new WireWatch(new Trace(), "I", TERMS, SessionLimits.defaults().withWindow(4096), violations::add);

    @BeforeEach
    void openChannelsOneAndThree() {
        sends("RPY 0 0", "greeting");
        receives("RPY 0 0", "greeting");
        for (var number : List.of(1, 3)) {
            sends("MSG 0 " + number, "<start number='" + number + "'>");
            receives("RPY 0 " + number, "profile");
        }
        assertThat(violations).isEmpty();
    }

    private void sends(String begin, String payload) {
        watch.sends(StandardCharsets.US_ASCII.encode(frame(">", begin + " .", payload, "")));
    }

    private void sendsMore(String begin, String payload) {
        watch.sends(StandardCharsets.US_ASCII.encode(frame(">", begin + " *", payload, "")));
    }

    private void sendsAnswer(String begin, int number) {
        watch.sends(StandardCharsets.US_ASCII.encode(frame(">", begin + " .", "", " " + number)));
    }

    private void receives(String begin, String payload) {
        watch.receives(StandardCharsets.US_ASCII.encode(frame("<", begin + " .", payload, "")));
    }

    private String frame(String way, String begin, String payload, String end) {
        var key = way + begin.split(" ", -1)[1];
        var at = sequence.getOrDefault(key, 0);
        sequence.put(key, at + payload.length());
        return begin + " " + at + " " + payload.length() + end + "\r\n" + payload + "END\r\n";
    }

    private void raw(String octets) {
        watch.sends(StandardCharsets.US_ASCII.encode(octets));
    }

    private void sees(String what) {
        assertThat(violations).singleElement().asString().contains(what);
    }

    @Test
    void goodManners() {
        sendsMore("MSG 1 1", "one");
        sends("MSG 3 1", "other");
        sends("MSG 1 1", "two");
        receives("MSG 1 7", "question");
        receives("MSG 1 8", "question");
        sendsAnswer("ANS 1 7", 0);
        sends("NUL 1 7", "");
        sends("RPY 1 8", "answer");
        raw("SEQ 1 16 4096\r\n");
        assertThat(violations).isEmpty();
    }

    @Test
    void gapsAndWindows() {
        raw("MSG 1 1 . 1 0\r\nEND\r\n");
        sees("sequence number");
        violations.clear();
        sends("MSG 1 2", "x".repeat(4096));
        assertThat(violations).isEmpty();
        sends("MSG 1 3", "x");
        sees("beyond the window");
        violations.clear();
        watch.receives(StandardCharsets.US_ASCII.encode("SEQ 1 4097 9000\r\n"));
        sends("MSG 1 4", "x".repeat(5001));
        sees("larger than a frame may be");
    }

    @Test
    void windowsThatAreWrong() {
        raw("SEQ 1 1 4096\r\n");
        sees("received are 0");
        violations.clear();
        raw("SEQ 1 0 4095\r\n");
        sees("takes back");
        violations.clear();
        raw("SEQ 3 0 4097\r\n");
        sees("allowed is 4096");
    }

    @Test
    void framesOfMessages() {
        sendsMore("MSG 1 1", "one");
        sends("MSG 1 2", "two");
        sees("expected the rest");
        violations.clear();
        sends("MSG 3 1", "one");
        sends("MSG 3 1", "two");
        sees("in use");
    }

    @Test
    void repliesInTheirOrder() {
        sends("RPY 1 7", "nobody asked");
        sees("expected a reply to []");
        violations.clear();
        receives("MSG 1 7", "question");
        receives("MSG 1 8", "question");
        sends("RPY 1 8", "too early");
        sees("expected a reply to [7, 8]");
        violations.clear();
        sendsAnswer("ANS 1 7", 0);
        sends("RPY 1 7", "mixed");
        sees("answers have begun");
        violations.clear();
        receives("MSG 3 1", "question");
        sends("NUL 3 1", "not empty");
        sees("not an empty end");
    }

    @Test
    void channelsThatAreNotOpen() {
        sends("MSG 5 1", "hello");
        sees("not open");
        violations.clear();
        receives("MSG 0 9", "<close number='3' code='200' />");
        sends("RPY 0 9", "<ok />");
        sends("MSG 3 1", "hello");
        sees("not open");
    }

    @Test
    void wordsAfterReadyAndAfterProceed() {
        sends("MSG 0 4", "<start number='5'><ready /></start>");
        sends("MSG 1 1", "hello");
        sees("after ready");
        violations.clear();
        receives("ERR 0 4", "no");
        receives("MSG 0 9", "<start number='2'><ready /></start>");
        sends("RPY 0 9", "<proceed />");
        raw("SEQ 1 0 4096\r\n");
        sees("after ready, or proceed");
    }

    @Test
    void aNewMessageThoughThePeerIsReady() {
        receives("MSG 0 9", "<start number='2'><ready /></start>");
        sends("MSG 1 1", "hello");
        sends("RPY 0 9", "<proceed />");
        sees("1 new messages");
    }

    @Test
    void wordsBeforeTheGreeting() {
        watch.reset();
        sequence.clear();
        sends("MSG 0 1", "<start number='1' />");
        assertThat(violations).anyMatch(each -> each.contains("before the greeting"));
    }

    @Test
    void aSecondTurnBeforeAnotherHadItsOwn() {
        sendsMore("MSG 1 1", "one");
        sends("MSG 3 1", "one");
        sends("MSG 3 2", "two");
        sees("a second turn");
    }

    @Test
    void wordsThatAreNoFrames() {
        raw("HELO\r\n");
        sees("no header");
    }
}
