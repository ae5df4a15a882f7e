package org.imxp.bench.mesh;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;

/** How many octets each kind of raw message has: as many as the frame has that takes its place between relays. */
final class RawSizes {
    private static final int TRAILER = "END\r\n".length();

    private final int[] octets;

    private RawSizes(int[] octets) {
        this.octets = octets;
    }

    static RawSizes of(int text) {
        var octets = new int[RawKind.values().length];
        octets[RawKind.HELLO.code()] = RawHeader.OCTETS;
        for (var manner : Manner.values()) {
            var data = Payloads.data(new Case(manner, 2, false), 0, text);
            octets[RawKind.of(manner).code()] = frame(Keyword.MSG, data.length);
        }
        octets[RawKind.OK.code()] = frame(Keyword.RPY, Payloads.ok().length);
        var report = Payloads.report(Role.SENDER.address(0), Role.FAR.address(0));
        octets[RawKind.REPORT.code()] = frame(Keyword.MSG, report.length);
        return new RawSizes(octets);
    }

    /** Numbers of a session that has run for a while have so many digits. */
    private static int frame(Keyword keyword, int payload) {
        var header = new FrameHeader(keyword, 1, 100_000, false, 1_000_000_000L, payload, FrameHeader.NO_ANSWER);
        return header.octets().length + payload + TRAILER;
    }

    int of(RawKind kind) {
        return octets[kind.code()];
    }

    /** As one word, for a worker's command line. */
    String word() {
        return Arrays.stream(octets).mapToObj(String::valueOf).collect(Collectors.joining(":"));
    }

    static RawSizes parse(String word) {
        return new RawSizes(
                Arrays.stream(word.split(":", -1)).mapToInt(Integer::parseInt).toArray());
    }
}
