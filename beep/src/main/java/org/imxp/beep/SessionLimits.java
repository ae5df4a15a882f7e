package org.imxp.beep;

import java.time.Duration;

/**
 * The bounds of a session (BEEP-64). What passes one gets an error or ends the session; see each.
 *
 * @param channels channels besides channel 0; a further start gets 421. At least 1; 257 by default (BEEP-23)
 * @param message octets of one message with its MIME headers; a longer MSG gets 451, a longer reply ends the session.
 *     At least 4096; 1 MiB by default
 * @param window octets a peer may send on a channel before they are consumed; windows begin at 4096 and grow up to this
 *     as the application keeps up. At least 4096; 1 MiB by default
 * @param frame payload octets of the frames that this side sends; fewer where two thirds of a TCP segment are fewer
 *     (BEEP-63). At least 1; 64 KiB by default
 * @param unanswered messages of one channel that may wait for this side's reply before its window stops opening. At
 *     least 1; 256 by default
 * @param timeToGreet how long the peer may take to send its greeting, also after a tuning reset; then the session
 *     ends. 10 seconds by default
 * @param timeToAuthenticate how long a listener's peer may take to authenticate, and where TLS is required, to start
 *     it; also how long either peer may take to agree on TLS. Then the session ends. 60 seconds by default
 * @param held octets that the session holds for its peer on all channels: messages that come in or wait for a reply,
 *     and replies that wait for the peer's window, each message with 256 octets for its keep. A MSG that passes the
 *     bound gets 451, a start 421; where that would not fit either, or replies pile up, the session ends. At least
 *     twice {@code message}; 16 MiB by default
 * @param windows octets that the windows of all channels together may grow by beyond the 4096 of each. At least 0; 4 MiB
 *     by default
 */
public record SessionLimits(
        int channels,
        int message,
        int window,
        int frame,
        int unanswered,
        Duration timeToGreet,
        Duration timeToAuthenticate,
        long held,
        long windows) {
    private static final long HELD = 1 << 24;
    private static final long WINDOWS = 1 << 22;

    /** The smallest window and message: what each channel has at its start (RFC 3081 section 3.1.1). */
    public static final int INITIAL_WINDOW = 4096;

    /** Checks the ranges. */
    public SessionLimits {
        atLeast("channels", channels, 1);
        atLeast("message", message, INITIAL_WINDOW);
        atLeast("window", window, INITIAL_WINDOW);
        atLeast("frame", frame, 1);
        atLeast("unanswered", unanswered, 1);
        atLeast("held", held, 2L * message);
        atLeast("windows", windows, 0);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed is " + least + " or more");
        }
    }

    /**
     * The bounds that hold where nothing else is said.
     *
     * @return the defaults
     */
    public static SessionLimits defaults() {
        return new SessionLimits(
                257, 1 << 20, 1 << 20, 1 << 16, 256, Duration.ofSeconds(10), Duration.ofSeconds(60), HELD, WINDOWS);
    }

    /**
     * The same bounds with another window.
     *
     * @param octets the window of a channel
     * @return the bounds
     */
    public SessionLimits withWindow(int octets) {
        return new SessionLimits(
                channels, message, octets, frame, unanswered, timeToGreet, timeToAuthenticate, held, windows);
    }

    /**
     * The same bounds with another sum of windows.
     *
     * @param octets what all windows together may grow by
     * @return the bounds
     */
    public SessionLimits withWindows(long octets) {
        return new SessionLimits(
                channels, message, window, frame, unanswered, timeToGreet, timeToAuthenticate, held, octets);
    }

    /**
     * The same bounds with other frames.
     *
     * @param octets payload octets of a frame
     * @return the bounds
     */
    public SessionLimits withFrame(int octets) {
        return new SessionLimits(
                channels, message, window, octets, unanswered, timeToGreet, timeToAuthenticate, held, windows);
    }

    /**
     * The same bounds with another message size; what the session holds grows to four of them, if it is less.
     *
     * @param octets the size
     * @return the bounds
     */
    public SessionLimits withMessage(int octets) {
        return new SessionLimits(
                channels,
                octets,
                window,
                frame,
                unanswered,
                timeToGreet,
                timeToAuthenticate,
                Math.max(held, 4L * octets),
                windows);
    }

    /**
     * The same bounds with another number of channels.
     *
     * @param count the number
     * @return the bounds
     */
    public SessionLimits withChannels(int count) {
        return new SessionLimits(
                count, message, window, frame, unanswered, timeToGreet, timeToAuthenticate, held, windows);
    }

    /**
     * The same bounds with another number of unanswered messages.
     *
     * @param count the number
     * @return the bounds
     */
    public SessionLimits withUnanswered(int count) {
        return new SessionLimits(
                channels, message, window, frame, count, timeToGreet, timeToAuthenticate, held, windows);
    }

    /**
     * The same bounds with other times.
     *
     * @param greet time to greet
     * @param authenticate time to authenticate
     * @return the bounds
     */
    public SessionLimits withTimes(Duration greet, Duration authenticate) {
        return new SessionLimits(channels, message, window, frame, unanswered, greet, authenticate, held, windows);
    }

    /**
     * The same bounds with another bound of what the session holds for its peer.
     *
     * @param octets the bound
     * @return the bounds
     */
    public SessionLimits withHeld(long octets) {
        return new SessionLimits(
                channels, message, window, frame, unanswered, timeToGreet, timeToAuthenticate, octets, windows);
    }
}
