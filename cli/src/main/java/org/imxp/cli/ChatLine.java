package org.imxp.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;

/** What a person typed in a chat. */
sealed interface ChatLine {
    /** Whom a rule may be for. */
    String WHO = "somebody, such as pebbles@rubble.com or *@rubble.com.";

    /** Of a file. */
    Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Something to say to the peer. */
    record Say(String text) implements ChatLine {}

    /** A file to send to the peer. */
    record Attach(String file) implements ChatLine {}

    /** Save a file that was offered. */
    record Save(int number) implements ChatLine {}

    /** Talk to somebody else. */
    record To(Address peer) implements ChatLine {}

    /** Meet somebody. */
    record Meet(ContactLine what) implements ChatLine {}

    /** Let somebody do more than now. */
    record Allow(String who, List<Permission> what) implements ChatLine {}

    /** Let somebody do nothing from now on. */
    record Block(String who) implements ChatLine {}

    /** Say how it is with me. */
    record Be(Availability availability, Notes notes) implements ChatLine {}

    /** Let the peer know more, or less, than messages say. */
    record Tell(Set<Disclosed> what, boolean isAllowed) implements ChatLine {}

    /** Who am I, and whom do I talk to? */
    record Who() implements ChatLine {}

    /** What does the message look like that could not be read? */
    record Raw() implements ChatLine {}

    /** What can be typed? */
    record Help() implements ChatLine {}

    /** The end. */
    record Quit() implements ChatLine {}

    /** An empty line. */
    record Nothing() implements ChatLine {}

    /** A command that is none. */
    record Wrong(String sentence) implements ChatLine {}

    /** Reads a line. A text that begins with a slash is written with two. */
    static ChatLine parse(String typed) {
        var line = typed.strip();
        if (line.isEmpty()) {
            return new Nothing();
        }
        if (line.startsWith("//")) {
            return new Say(line.substring(1));
        }
        return line.startsWith("/") ? command(line, line.split("\\s+")) : new Say(typed.stripTrailing());
    }

    private static ChatLine command(String line, String[] words) {
        return switch (words[0]) {
            case "/to" ->
                words.length == 2 ? to(words[1]) : new Wrong("/to needs an endpoint, such as /to wilma@example.com.");
            case "/contacts", "/add", "/remove", "/ask", "/requests", "/accept", "/ignore" -> ContactLine.parse(words);
            case "/allow" -> words.length > 1 ? allow(words) : new Wrong("/allow needs " + WHO);
            case "/block" ->
                words.length == 2 && isSomebody(words[1]) ? new Block(words[1]) : new Wrong("/block needs " + WHO);
            case "/available" -> be(Availability.AVAILABLE, line, words[0]);
            case "/busy" -> be(Availability.BUSY, line, words[0]);
            case "/away" -> be(Availability.AWAY, line, words[0]);
            case "/attach" ->
                words.length > 1
                        ? new Attach(line.substring(words[0].length()).strip())
                        : new Wrong("/attach needs a file, such as /attach photo.jpg.");
            case "/save" ->
                words.length == 2 && NUMBER.matcher(words[1]).matches()
                        ? new Save(Integer.parseInt(words[1]))
                        : new Wrong("/save needs the number of a file that was offered, such as /save 1.");
            case "/receipts" -> tell(EnumSet.of(Disclosed.DELIVERY, Disclosed.DISPLAY), words);
            case "/typing" -> tell(EnumSet.of(Disclosed.COMPOSING), words);
            case "/who" -> new Who();
            case "/raw" -> new Raw();
            case "/help" -> new Help();
            case "/quit" -> new Quit();
            default -> new Wrong("There is no " + VisibleText.line(words[0]) + "; /help lists what there is.");
        };
    }

    /** With whatever text follows. */
    private static ChatLine be(Availability availability, String line, String word) {
        try {
            return new Be(availability, Notes.of(line.substring(word.length())));
        } catch (IllegalArgumentException e) {
            return new Wrong(word + " cannot say that: " + Failures.message(e) + ".");
        }
    }

    private static ChatLine tell(Set<Disclosed> what, String... words) {
        var how = words.length == 2 ? words[1] : "";
        return how.equals("on") || how.equals("off")
                ? new Tell(what, how.equals("on"))
                : new Wrong(words[0] + " needs on or off.");
    }

    /** Without words, what friends usually may. */
    private static ChatLine allow(String[] words) {
        if (!isSomebody(words[1])) {
            return new Wrong("/allow needs " + WHO);
        }
        try {
            var what = List.of(words).subList(2, words.length);
            return new Allow(
                    words[1],
                    what.isEmpty()
                            ? List.of(Permission.WRITE, Permission.SEE_PRESENCE)
                            : List.of(PermissionWords.read(what)));
        } catch (CommandFailure e) {
            return new Wrong(Failures.message(e));
        }
    }

    private static boolean isSomebody(String who) {
        try {
            var _ = ActorPattern.parse(who);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static ChatLine to(String peer) {
        try {
            return new To(EndpointArgument.address(peer));
        } catch (CommandFailure e) {
            return new Wrong(Failures.message(e));
        }
    }
}
