package org.imxp.bench.presence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;

/** A process that is a {@link BareServer}, or all that is connected to one. */
public final class BareWorker {
    private BareWorker() {}

    static List<String> server(Path identity) {
        return List.of(identity.toString());
    }

    static List<String> client(Path identity, long port, int subscribers) {
        return List.of(identity.toString(), String.valueOf(port), String.valueOf(subscribers));
    }

    /**
     * Starts the server, or connects the clients.
     *
     * @param arguments the file of the identity; for clients the port of the server, and how many they are, too
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var answers = Answering.output();
        var identity = Identity.read(Path.of(arguments[0]));
        if (arguments.length == 1) {
            try (var server = new BareServer(identity)) {
                Answering.serve(answers, command -> Figures.of("port", server.port()));
            }
        } else {
            int port = Integer.parseInt(arguments[1]);
            try (var client = new BareClient(identity, port, Integer.parseInt(arguments[2]))) {
                Answering.serve(answers, client);
            }
        }
    }
}
