package org.imxp.bench.beep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Worker;

/** How the processes of the subjects are started. */
record Workers(Path identity, Optional<Cores> cores, Optional<Path> recordings) {
    Worker server(Subject subject) {
        return start(subject, "server", cores.map(Cores::server));
    }

    Worker client(Subject subject) {
        return start(subject, "client", cores.map(Cores::client));
    }

    private Worker start(Subject subject, String side, Optional<Integer> core) {
        var recording = recordings.map(folder -> folder.resolve(side + "-" + subject + ".jfr"));
        return new Worker.Start(WorkerMain.class, core, recording, List.of(subject.name(), side, identity.toString()))
                .start();
    }
}
