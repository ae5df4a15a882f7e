package org.imxp.beep;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imxp.beep.frame.PoorlyFormedException;

/** The channels of a session between two tuning resets. */
final class Channels {
    /** SEQ frames may cross the close of their channel (OPEN-31); so many closed channels are remembered. */
    private static final int REMEMBERED = 64;

    private final Map<Integer, Channel> open = new HashMap<>();
    private final Set<Integer> reserved = new HashSet<>();
    private final Deque<Integer> closed = new ArrayDeque<>();
    private final FrameSender sender;
    private final ChannelManagement management;
    private final Channel zero;
    private int lastNumber;
    private boolean over;

    Channels(Session session, FrameSender sender) {
        this.sender = sender;
        this.management = new ChannelManagement(session, this);
        this.zero = new Channel(session, 0, "channel management", management);
        this.lastNumber = session.role() == Role.INITIATOR ? -1 : 0;
    }

    Channel zero() {
        return zero;
    }

    ChannelManagement management() {
        return management;
    }

    Channel expect(int number) {
        var channel = number == 0 ? zero : open.get(number);
        if (channel == null) {
            throw new PoorlyFormedException("channel " + number + " does not exist");
        }
        return channel;
    }

    Optional<Channel> forSequence(int number) {
        return number != 0 && closed.contains(number) && !open.containsKey(number)
                ? Optional.empty()
                : Optional.of(expect(number));
    }

    Optional<Channel> get(int number) {
        return Optional.ofNullable(open.get(number));
    }

    /** Channel 0 and all others. */
    List<Channel> withZero() {
        return Stream.concat(Stream.of(zero), open.values().stream()).toList();
    }

    Collection<Channel> all() {
        return List.copyOf(open.values());
    }

    int size() {
        return open.size() + reserved.size();
    }

    boolean isUsed(int number) {
        return open.containsKey(number) || reserved.contains(number);
    }

    void reserve(int number) {
        reserved.add(number);
    }

    void unreserve(int number) {
        reserved.remove(number);
    }

    int nextNumber(Role role) {
        do {
            lastNumber = lastNumber >= Integer.MAX_VALUE - 1 ? role == Role.INITIATOR ? 1 : 2 : lastNumber + 2;
        } while (isUsed(lastNumber));
        return lastNumber;
    }

    void add(Channel channel) {
        reserved.remove(channel.number());
        open.put(channel.number(), channel);
    }

    void remove(Channel channel, String reason) {
        if (open.remove(channel.number(), channel)) {
            sender.forget(channel);
            closed.add(channel.number());
            if (closed.size() > REMEMBERED) {
                closed.remove();
            }
            channel.gone(reason);
        }
    }

    /** Whether all of them are gone, or just going. */
    boolean isOver() {
        return over;
    }

    void removeAll(String reason) {
        over = true;
        var gone = all();
        open.clear();
        reserved.clear();
        sender.forget();
        gone.forEach(channel -> channel.gone(reason));
        zero.gone(reason);
    }
}
