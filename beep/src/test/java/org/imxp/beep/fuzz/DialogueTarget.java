package org.imxp.beep.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imxp.beep.FuzzedSession;
import org.imxp.beep.Role;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.SequenceFrame;
import org.imxp.beep.sasl.SaslMechanism;

/** A session and a peer whose frames are well formed nearly always; the input chooses what they say and what else happens. */
public final class DialogueTarget {
    private static final List<Integer> CHANNELS = List.of(0, 1, 0, 1, 3, 5, 2, 4, 7, 9, Integer.MAX_VALUE);
    private static final List<Keyword> REPLIES = List.of(Keyword.RPY, Keyword.ANS, Keyword.NUL, Keyword.ERR);
    private static final int MOST_STEPS = 200;

    private final Choices choices;
    private final FuzzedSession session;
    private final Map<Integer, Long> said = new HashMap<>();
    private final Map<Integer, Integer> messages = new HashMap<>();

    private DialogueTarget(Choices choices) {
        this.choices = choices;
        var flags = choices.octet();
        session = new FuzzedSession(
                (flags & 1) == 0 ? Role.LISTENER : Role.INITIATOR, (flags & 2) != 0, new FuzzAccounts());
        session.keepsToWindows();
    }

    /**
     * Tries an input.
     *
     * @param input the choices
     */
    public static void fuzzerTestOneInput(byte[] input) {
        new DialogueTarget(new Choices(input)).play();
    }

    private void play() {
        if (choices.mostly()) {
            greet();
        }
        for (int i = 0; i < MOST_STEPS && !choices.isEmpty() && session.isAlive(); i++) {
            step();
        }
        session.finish();
    }

    private void greet() {
        say(Keyword.RPY, 0, 0, false, payload(DialogueText.greeting()));
    }

    private void step() {
        switch (choices.octet() % 16) {
            case 0, 1, 2 -> manage();
            case 3, 4, 5 -> message(choices.of(CHANNELS));
            case 6, 7, 8 -> reply();
            case 9, 10 -> acknowledge();
            case 11 -> handshake();
            case 12 -> session.writable(choices.mostly());
            case 13 -> session.turnClock(Duration.ofSeconds(choices.octet()));
            case 14 -> send(choices.octets(choices.octet()));
            default -> act();
        }
    }

    /** A message on channel 0. */
    private void manage() {
        say(Keyword.MSG, 0, nextMessage(0), !choices.mostly(), payload(DialogueText.element(choices)));
    }

    private void message(int channel) {
        var number = choices.mostly() ? nextMessage(channel) : choices.number() & Integer.MAX_VALUE;
        var more = choices.octet() < 0x40;
        say(Keyword.MSG, channel, number, more, payload(DialogueText.words(choices)));
        if (more && choices.mostly()) {
            say(Keyword.MSG, channel, number, false, DialogueText.words(choices).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void reply() {
        var channel = choices.of(CHANNELS);
        var keyword = choices.of(REPLIES);
        var number = choices.mostly() ? choices.octet() % 4 : choices.number() & Integer.MAX_VALUE;
        var text = channel == 0 ? DialogueText.element(choices) : DialogueText.words(choices);
        var payload = keyword == Keyword.NUL && choices.mostly() ? new byte[0] : payload(text);
        say(keyword, channel, number, !choices.mostly(), payload);
    }

    private void acknowledge() {
        var channel = choices.of(CHANNELS);
        var sent = choices.mostly() ? session.sent(channel) : choices.number() & 0xFFFF_FFFFL;
        var window = choices.octet() * 64;
        var frame = new byte[SequenceFrame.MAX_OCTETS];
        var length = new SequenceFrame(channel, sent, window).write(frame, 0);
        session.allows(channel, sent + window);
        send(Arrays.copyOf(frame, length));
    }

    private void handshake() {
        if (session.shakeHands()) {
            said.clear();
            messages.clear();
            greet();
        }
    }

    private void act() {
        switch (choices.octet() % 6) {
            case 0 -> session.start();
            case 1 -> session.closeChannels();
            case 2 -> session.startTls();
            case 3 -> session.authenticate(FuzzAccounts.client(SaslMechanism.SCRAM_SHA_256));
            case 4 -> session.authenticate(FuzzAccounts.client(SaslMechanism.DIGEST_MD5));
            default -> session.release();
        }
    }

    private int nextMessage(int channel) {
        return messages.merge(channel, 1, Integer::sum);
    }

    private void say(Keyword keyword, int channel, int number, boolean more, byte[] payload) {
        var next = choices.mostly() ? said.getOrDefault(channel, 0L) : choices.number() & 0xFFFF_FFFFL;
        var size = choices.mostly() ? payload.length : choices.octet();
        var answer = keyword == Keyword.ANS ? choices.octet() % 4 : FrameHeader.NO_ANSWER;
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(new FrameHeader(keyword, channel, number, more, next, size, answer).octets());
        octets.writeBytes(payload);
        octets.writeBytes("END\r\n".getBytes(StandardCharsets.US_ASCII));
        said.put(channel, next + payload.length);
        send(octets.toByteArray());
    }

    private void send(byte[] octets) {
        session.receive(octets, choices.mostly() ? Math.max(1, octets.length) : 1 + choices.octet());
    }

    private static byte[] payload(String text) {
        return ("\r\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
