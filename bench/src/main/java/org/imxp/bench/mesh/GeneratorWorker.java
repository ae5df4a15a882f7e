package org.imxp.bench.mesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;

/** A process that is all endpoints of one subject. */
public final class GeneratorWorker {
    private GeneratorWorker() {}

    /**
     * Attaches the endpoints.
     *
     * @param arguments the subject, the file of the identity or the folder of the domains, the load, the sizes of messages, and the
     *     ports of the two relays
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var answers = Answering.output();
        var load = Load.parse(arguments[2]);
        try (var ends = ends(arguments, load)) {
            Answering.serve(answers, command -> run(ends, load, command));
        }
    }

    private static Ends ends(String[] arguments, Load load) {
        var path = Path.of(arguments[1]);
        int near = Integer.parseInt(arguments[4]);
        int far = Integer.parseInt(arguments[5]);
        return switch (Subject.valueOf(arguments[0])) {
            case IMXP -> new ImxpEnds(new Domains(path).trust(), load, near, far);
            case NETTY -> new RawEnds(Identity.read(path), RawSizes.parse(arguments[3]), load.pairs(), near, far);
        };
    }

    private static Figures run(Ends ends, Load load, String[] command) {
        if (command[0].equals("ready")) {
            return Figures.of("pairs", load.pairs());
        }
        var wanted = Case.parse(command[1]);
        var time = Duration.ofMillis(Long.parseLong(command[2]));
        var sample = wanted.paced() ? new Pace(ends, wanted, load).run(time) : new Flood(ends, wanted, load).run(time);
        var figures = new LinkedHashMap<>(sample.figures().values());
        if (wanted.manner() == Manner.HELD) {
            var fetched = new Fetching(ends, wanted.recipient(), sample.messages()).run();
            figures.put("fetched", fetched.messages());
            figures.put("fetching", fetched.nanos());
        }
        return new Figures(figures);
    }
}
