package org.imxp.bench.presence;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Worker;
import org.imxp.bench.mesh.RelayWorker;

/**
 * How processes are started: servers on one core, endpoints on another.
 *
 * @param cores which, if they can be pinned
 * @param recordings where JFR recordings go, if anywhere
 */
record Processes(Optional<Cores> cores, Optional<Path> recordings) {
    /** A relay whose heap may grow to so many MiB. */
    Worker relay(Site site, String name, int heap) {
        return server(RelayWorker.class, name, List.of(site.configuration().toString()))
                .withHeap(heap)
                .start();
    }

    Worker bareServer(Path identity) {
        return server(BareWorker.class, "bare-server", BareWorker.server(identity))
                .start();
    }

    private Worker.Start server(Class<?> main, String name, List<String> arguments) {
        return new Worker.Start(main, cores.map(Cores::server), recording(name), arguments);
    }

    Worker endpoints(EndpointsWorker.Part part, Site site, long port, int... numbers) {
        return client(EndpointsWorker.class, part.name(), EndpointsWorker.arguments(part, site, port, numbers));
    }

    Worker bareClient(Path identity, long port, int subscribers) {
        return client(BareWorker.class, "bare-client", BareWorker.client(identity, port, subscribers));
    }

    private Worker client(Class<?> main, String name, List<String> arguments) {
        return new Worker.Start(main, cores.map(Cores::client), recording(name), arguments).start();
    }

    private Optional<Path> recording(String name) {
        return recordings.map(folder -> folder.resolve(name + ".jfr"));
    }
}
