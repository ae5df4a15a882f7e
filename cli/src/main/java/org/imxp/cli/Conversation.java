package org.imxp.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.cli.history.Recorded;
import org.imxp.endpoint.ComposingEvent;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.ReattachEvent;
import org.imxp.endpoint.Receipt;
import org.imxp.message.receipt.Disposition;
import org.imxp.protocol.Address;

/**
 * What a chat shows, without a screen: who talks to whom, and the text of each line. Lines are only ever added, so that a
 * screen reader, a log and a plain terminal all get the same. Not thread-safe.
 */
final class Conversation {
    private static final List<String> HELP = List.of(
            "Type a message and press Enter. Commands:",
            "  /to ENDPOINT   talk to somebody",
            "  /attach FILE   send a file; /save NUMBER saves one that was sent to you",
            "  /contacts      who is on your list, and how they are; /add WHO NAME and /remove WHO change it",
            "  /ask WHO WORDS ask a stranger, who accepts or does not",
            "  /requests      who asks you; /accept WHO or /ignore WHO answers",
            "  /allow WHO     let somebody write to you and see your presence; more: ./imxp access --help",
            "  /block WHO     let somebody do nothing, from the next message on",
            "  /away TEXT     tell those who may see it that you are away, and what you like; also /busy and"
                    + " /available",
            "  /receipts on   let the one you talk to know that a message has reached you and was shown; /receipts off"
                    + " ends it",
            "  /typing on     let them know when you are typing; /typing off ends it",
            "  /who           who you are, and whom you talk to, and how they are",
            "  /raw           the raw form of the last message that could not be read",
            "  /help          this",
            "  /quit          the end",
            "A message that begins with a slash is written with two.");

    private enum Attached {
        YES("attached"),
        AGAIN_SOON("RECONNECTING"),
        NO("NOT ATTACHED");

        private final String words;

        Attached(String words) {
            this.words = words;
        }
    }

    private final Address me;
    private final ZoneId zone;
    private final Marks marks;
    private Optional<Address> peer;
    private Optional<String> mine = Optional.empty();
    private Optional<String> peers = Optional.empty();
    private final Set<Address> typing = new HashSet<>();
    private Optional<ShownUnreadable> unreadable = Optional.empty();
    private Attached attached = Attached.YES;
    private int messages;

    Conversation(Address me, Optional<Address> peer, ZoneId zone, Marks marks) {
        this.me = me;
        this.peer = peer;
        this.zone = zone;
        this.marks = marks;
    }

    Optional<Address> peer() {
        return peer;
    }

    boolean isAttached() {
        return attached == Attached.YES;
    }

    /** The line that stays in sight where the screen has a place for it. */
    String status() {
        return ShownAddress.of(me) + mine.map(how -> " | " + how).orElse("") + " | " + attached.words
                + " | "
                + peer.map(it -> "talking to " + ShownAddress.of(it)).orElse("talking to nobody yet")
                + peers.map(how -> ", who is " + how).orElse("")
                + peer.filter(this::isTyping)
                        .map(it -> " | " + ShownAddress.of(it) + " is typing")
                        .orElse("");
    }

    /** From whichever program. */
    private boolean isTyping(Address who) {
        return typing.stream().anyMatch(one -> one.parent().equals(who.parent()));
    }

    /** Somebody begins or ends to type. */
    void typing(ComposingEvent event) {
        boolean _ = event.isComposing() ? typing.add(event.peer()) : typing.remove(event.peer());
    }

    String talkTo(Address other) {
        peers = peer.equals(Optional.of(other)) ? peers : Optional.empty();
        peer = Optional.of(other);
        return "You talk to " + ShownAddress.of(other) + " now.";
    }

    /** What is said of me now. */
    String be(String how) {
        mine = Optional.of(how);
        return "You are " + how + " now.";
    }

    /** How somebody is; told if it is the one who is talked to, and if that is news. */
    Optional<String> presence(Address who, String how) {
        if (!peer.equals(Optional.of(who)) || peers.equals(Optional.of(how))) {
            return Optional.empty();
        }
        peers = Optional.of(how);
        return Optional.of(ShownAddress.of(who) + " is " + how + ".");
    }

    /** How somebody is is not known for now. */
    void unknown(Address who) {
        if (peer.equals(Optional.of(who))) {
            peers = Optional.empty();
        }
    }

    /** How the one who is talked to is cannot be seen. */
    Optional<String> unseen(Address who, String why) {
        if (!peer.equals(Optional.of(who))) {
            return Optional.empty();
        }
        peers = Optional.empty();
        return Optional.of("Whether " + ShownAddress.of(who) + " is there is not seen: " + VisibleText.line(why) + ".");
    }

    String who() {
        return "You are " + status().replace(" | ", ", ") + ".";
    }

    List<String> help() {
        return HELP;
    }

    /** A message of mine was handed over; its number is that of {@link #number} after this. */
    String sent(String text, Instant at) {
        messages++;
        return ShownMessage.time(at, zone) + " you to "
                + peer.map(ShownAddress::of).orElse("nobody") + ": " + VisibleText.block(text)
                + "  ("
                + messages + " " + marks.sending() + " sending)";
    }

    /** A message of before. */
    String earlier(Recorded recorded) {
        return "  earlier: " + LogLines.line(recorded, zone);
    }

    /** The number of the last message of mine. */
    int number() {
        return messages;
    }

    /** What became of a message of mine. */
    String outcome(int number, Outcome outcome) {
        var mark = switch (outcome) {
            case Outcome.Delivered _ -> marks.delivered();
            case Outcome.Held _ -> marks.sending();
            case Outcome.Unknown _ -> marks.unknown();
            case Outcome.Refused _,
                    Outcome.NotAttached _,
                    Outcome.UnknownRecipient _,
                    Outcome.Expired _,
                    Outcome.Unreachable _ -> marks.failed();
        };
        return ended(number, mark, outcome.sentence());
    }

    /** What a recipient's program tells of a message of mine. */
    String receipt(int number, Receipt receipt) {
        var mark = switch (receipt.disposition().status()) {
            case DISPLAYED -> marks.shown();
            case DELIVERED -> marks.delivered();
            case FAILED -> marks.failed();
            case FORBIDDEN, ERROR, PROCESSED, STORED -> marks.unknown();
        };
        var who = ShownAddress.of(receipt.recipient());
        return ended(
                number,
                mark,
                receipt.disposition().equals(Disposition.DISPLAYED)
                        ? "shown to " + who
                        : receipt.sentence() + ", says " + who);
    }

    /** A message of mine that the relay did not take. */
    String notTaken(int number, String why) {
        return ended(number, marks.failed(), "not sent: " + why);
    }

    private static String ended(int number, String mark, String sentence) {
        // Less than the further lines of a text have: nobody else can write such a line.
        return "   (" + number + " " + mark + " " + VisibleText.line(sentence) + ")";
    }

    /** A message of somebody else. Who writes first becomes the one that is talked to. */
    List<String> received(ShownMessage message) {
        var line = message.line(zone);
        return peer.isPresent() ? List.of(line) : List.of(line, talkTo(message.originator()));
    }

    /** A message of somebody that cannot be read; it changes nothing in who talks to whom. */
    String unreadable(ShownUnreadable message) {
        unreadable = Optional.of(message);
        return message.line(zone) + "; /raw shows it.";
    }

    /** What the last of them looks like. */
    String raw() {
        return unreadable.map(ShownUnreadable::raw).orElse("There was no message that could not be read.");
    }

    /** The attachment was lost, or is there again. */
    String reattaching(ReattachEvent event) {
        attached = event instanceof ReattachEvent.Attached ? Attached.YES : Attached.AGAIN_SOON;
        return AttachmentLines.of(event);
    }

    String detached(String why) {
        attached = Attached.NO;
        return "You are no longer attached: " + why + ". /quit ends the chat.";
    }
}
