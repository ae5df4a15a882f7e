package org.imxp.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.imxp.testkit.Wire;

/** A relay's edge in memory, and the sessions of a conversation with it. */
final class MemoryRoom {
    private final Edge edge;
    private final List<MemoryLink> links = new ArrayList<>();

    MemoryRoom(Edge edge) {
        this.edge = edge;
    }

    Wire join(String actor) {
        var link = new MemoryLink(edge.accept().settings());
        links.add(link);
        return new LinkWire(link);
    }

    /** Runs what sessions have asked of each other, until nothing is left. */
    private void settle() {
        while (links.stream().anyMatch(MemoryLink::hasCommands)) {
            links.stream().filter(MemoryLink::hasCommands).forEach(MemoryLink::runCommand);
        }
    }

    private final class LinkWire implements Wire {
        private final MemoryLink link;
        private final Deque<Integer> heard = new ArrayDeque<>();

        LinkWire(MemoryLink link) {
            this.link = link;
        }

        @Override
        public void write(byte[] octets) {
            link.receive(octets);
            settle();
        }

        @Override
        public int read() {
            fill();
            var octet = heard.poll();
            if (octet == null && !link.isClosed()) {
                throw new AssertionError("the relay says nothing more, and the session goes on");
            }
            return octet == null ? -1 : octet;
        }

        private void fill() {
            while (link.hasOctets()) {
                for (var octet : link.takeOctets()) {
                    heard.add(octet & 0xFF);
                }
            }
        }

        @Override
        public void cut() {
            link.cut();
            settle();
        }

        @Override
        public String reason() {
            return "";
        }

        @Override
        public boolean hasMore() {
            fill();
            return !heard.isEmpty();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
