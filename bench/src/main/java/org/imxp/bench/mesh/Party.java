package org.imxp.bench.mesh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Worker;

/** One subject's three processes: two relays and the generator. */
final class Party implements AutoCloseable {
    private final List<Worker> relays = new ArrayList<>();
    private final List<Worker> generator = new ArrayList<>();

    /** How the processes of both subjects are started. */
    record Start(Path folder, Load load, Optional<Cores> cores, Optional<Path> recordings) {
        Party of(Subject subject) {
            var party = new Party();
            try {
                switch (subject) {
                    case IMXP -> imxp(party);
                    case NETTY -> netty(party);
                }
            } catch (RuntimeException e) {
                party.close();
                throw e;
            }
            return party;
        }

        private void imxp(Party party) {
            var domains = Domains.make(folder, load.pairs());
            var far = relay(party, domains.configuration(Role.FAR_DOMAIN, Role.NEAR_DOMAIN, 0), "far");
            var near = relay(
                    party, domains.configuration(Role.NEAR_DOMAIN, Role.FAR_DOMAIN, (int) far.get("mesh")), "near");
            generator(party, Subject.IMXP, folder, near.get("edge"), far.get("edge"));
        }

        private Figures relay(Party party, Path configuration, String name) {
            var relay = worker(RelayWorker.class, name + "-relay", List.of(configuration.toString()));
            party.relays.add(relay);
            return relay.ask("ports");
        }

        private void netty(Party party) {
            var identity = Identity.make(folder);
            var far = forwarder(party, identity, false);
            var near = forwarder(party, identity, true);
            long farPort = far.ask("port").get("port");
            long nearPort = near.ask("link " + farPort).get("port");
            generator(party, Subject.NETTY, identity, nearPort, farPort);
        }

        private Worker forwarder(Party party, Path identity, boolean near) {
            var name = near ? "near-forwarder" : "far-forwarder";
            var arguments = List.of(
                    identity.toString(),
                    RawSizes.of(load.text()).word(),
                    String.valueOf(near),
                    folder.resolve(name + ".held").toString());
            var forwarder = worker(ForwarderWorker.class, name, arguments);
            party.relays.add(forwarder);
            return forwarder;
        }

        private void generator(Party party, Subject subject, Path path, long near, long far) {
            var name = "generator-" + subject;
            var arguments = List.of(
                    subject.name(),
                    path.toString(),
                    load.word(),
                    RawSizes.of(load.text()).word(),
                    String.valueOf(near),
                    String.valueOf(far));
            var recording = recordings.map(into -> into.resolve(name + ".jfr"));
            var worker =
                    new Worker.Start(GeneratorWorker.class, cores.map(Cores::client), recording, arguments).start();
            party.generator.add(worker);
            var _ = worker.ask("ready");
        }

        private Worker worker(Class<?> main, String name, List<String> arguments) {
            var recording = recordings.map(into -> into.resolve(name + ".jfr"));
            return new Worker.Start(main, cores.map(Cores::server), recording, arguments).start();
        }
    }

    private Party() {}

    Figures run(Case wanted, long millis) {
        return generator.getFirst().ask("run " + wanted.word() + " " + millis);
    }

    Measured measure(Case wanted, long millis) {
        var relaysBefore = usage(relays);
        var generatorBefore = usage(generator);
        var sample = run(wanted, millis);
        return Measured.of(
                sample,
                new Measured.Used(relaysBefore, usage(relays)),
                new Measured.Used(generatorBefore, usage(generator)));
    }

    private static List<Figures> usage(List<Worker> workers) {
        return workers.stream().map(worker -> worker.ask("usage")).toList();
    }

    @Override
    public void close() {
        generator.forEach(Worker::close);
        relays.forEach(Worker::close);
    }
}
