package org.imxp.bench.mesh;

import java.io.IOException;
import java.nio.file.Path;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;

/** A process that is a {@link Forwarder}. */
public final class ForwarderWorker {
    private ForwarderWorker() {}

    /**
     * Starts the forwarder.
     *
     * @param arguments the file of the identity, the sizes of messages, whether the senders are here, the file for what is held
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var answers = Answering.output();
        var identity = Identity.read(Path.of(arguments[0]));
        var sizes = RawSizes.parse(arguments[1]);
        try (var forwarder =
                new Forwarder(identity, sizes, Boolean.parseBoolean(arguments[2]), Path.of(arguments[3]))) {
            Answering.serve(answers, command -> {
                if (command[0].equals("link")) {
                    forwarder.link(Integer.parseInt(command[1]));
                }
                return Figures.of("port", forwarder.port());
            });
        }
    }
}
