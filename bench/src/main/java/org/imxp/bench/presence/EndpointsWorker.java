package org.imxp.bench.presence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Answering;

/** A process that is all endpoints of one case. */
public final class EndpointsWorker {
    private EndpointsWorker() {}

    /** What the endpoints do. */
    enum Part {
        FAN_OUT,
        FAN_IN,
        LOOK_UPS,
        STORM
    }

    /** The arguments of such a process. */
    static List<String> arguments(Part part, Site site, long port, int... numbers) {
        var words = new ArrayList<>(List.of(part.name(), site.folder().toString(), String.valueOf(port)));
        for (int number : numbers) {
            words.add(String.valueOf(number));
        }
        return words;
    }

    /**
     * Attaches the endpoints and does what they are told to.
     *
     * @param arguments the part, the folder of the domain, the port of the relay, and numbers
     * @throws IOException if the parent has gone
     */
    public static void main(String[] arguments) throws IOException {
        var answers = Answering.output();
        var site = new Site(Path.of(arguments[1]));
        int port = Integer.parseInt(arguments[2]);
        int number = Integer.parseInt(arguments[3]);
        switch (Part.valueOf(arguments[0])) {
            case FAN_OUT -> {
                try (var endpoints = new FanOut(site, port, number)) {
                    Answering.serve(answers, endpoints);
                }
            }
            case FAN_IN -> {
                try (var endpoints = new FanIn(site, port, number)) {
                    Answering.serve(answers, endpoints);
                }
            }
            case LOOK_UPS -> {
                try (var endpoints = new LookUps(site, port, new Population(number))) {
                    Answering.serve(answers, endpoints);
                }
            }
            case STORM -> {
                int contacts = Integer.parseInt(arguments[4]);
                try (var endpoints = new Storm(site, port, number, contacts, Integer.parseInt(arguments[5]))) {
                    Answering.serve(answers, endpoints);
                }
            }
        }
    }
}
