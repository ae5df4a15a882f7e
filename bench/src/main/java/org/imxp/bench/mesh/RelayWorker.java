package org.imxp.bench.mesh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.relay.Relay;
import org.imxp.relay.config.ConfigurationReader;

/** A process that is a relay, as {@code ./imxp serve} starts it. */
public final class RelayWorker {
    private RelayWorker() {}

    /**
     * Starts the relay.
     *
     * @param arguments the file of its configuration
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var answers = Answering.output();
        long began = System.nanoTime();
        try (var relay = Relay.start(new ConfigurationReader(Map.of()).read(Path.of(arguments[0])))) {
            long nanos = System.nanoTime() - began;
            Answering.serve(answers, command -> ports(relay, nanos));
        }
    }

    private static Figures ports(Relay relay, long nanos) {
        long mesh = relay.meshAddress().map(InetSocketAddress::getPort).orElse(0);
        return new Figures(Map.of("edge", (long) relay.edgeAddress().getPort(), "mesh", mesh, "starting", nanos));
    }
}
