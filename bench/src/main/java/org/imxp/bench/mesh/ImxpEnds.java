package org.imxp.bench.mesh;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Channel;
import org.imxp.beep.Exchange;
import org.imxp.beep.Session;
import org.imxp.beep.TlsContext;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.bench.measure.Attaching;

/** Endpoints of the relays: sessions of module beep, which send what was written beforehand and read as little as they can. */
final class ImxpEnds implements Ends {
    private static final long PATIENCE_SECONDS = 30;

    private final BeepNetwork network = BeepNetwork.open(1);
    private final SaslResources sasl =
            new SaslResources(new SecureRandom(), Executors.newVirtualThreadPerTaskExecutor());
    private final TlsContext trust;
    private final Load load;
    private final int nearPort;
    private final int farPort;
    private final byte[] ok = Payloads.ok();
    private final Map<Case, List<byte[]>> payloads = new HashMap<>();
    private final Map<Role, List<Channel>> attached = new EnumMap<>(Role.class);
    private volatile Heard heard = new Idle();

    /** Attaches all that are not away. */
    ImxpEnds(TlsContext trust, Load load, int nearPort, int farPort) {
        this.trust = trust;
        this.load = load;
        this.nearPort = nearPort;
        this.farPort = farPort;
        for (var role : Role.values()) {
            if (!role.isAbsent()) {
                attach(role);
            }
        }
    }

    @Override
    public void hear(Heard who) {
        heard = who;
    }

    @Override
    public void execute(Runnable work) {
        session(attached.getOrDefault(Role.SENDER, List.of()).getFirst()).execute(work);
    }

    private static Session session(Channel channel) {
        return channel.session();
    }

    @Override
    public void send(Case wanted, int pair) {
        var octets = payloads.computeIfAbsent(wanted, this::written).get(pair);
        var sender = attached.getOrDefault(Role.SENDER, List.of()).get(pair);
        var _ = sender.send(List.of(ByteBuffer.wrap(octets))).whenComplete((reply, failure) -> {
            if (failure != null) {
                heard.failed(failure.toString());
            } else if (!reply.positive()) {
                heard.failed("a message was refused: " + text(reply.payload()));
            } else {
                heard.accepted(pair);
            }
        });
    }

    private List<byte[]> written(Case wanted) {
        var all = new ArrayList<byte[]>();
        for (int pair = 0; pair < load.pairs(); pair++) {
            all.add(Payloads.data(wanted, pair, load.text()));
        }
        return all;
    }

    @Override
    public void attach(Role role) {
        var attaching = new ArrayList<CompletableFuture<Channel>>();
        for (int pair = 0; pair < load.pairs(); pair++) {
            int number = pair;
            var attachment = new Attaching(network, trust, sasl, role.address(pair), exchange -> {
                if (role == Role.SENDER) {
                    report(exchange, number);
                } else {
                    message(exchange, number);
                }
            });
            attaching.add(attachment.attach(role.isFar() ? farPort : nearPort));
        }
        attached.put(
                role,
                attaching.stream()
                        .map(each -> each.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                .join())
                        .toList());
    }

    @Override
    public void detach(Role absent) {
        var gone = attached.remove(absent);
        if (gone != null) {
            var released = gone.stream()
                    .map(Channel::session)
                    .map(session -> {
                        var done = new CompletableFuture<Void>();
                        session.execute(() -> {
                            var _ = session.release().whenComplete((nothing, failure) -> done.complete(null));
                        });
                        return done;
                    })
                    .toList();
            released.forEach(
                    each -> each.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
        }
    }

    private void message(Exchange exchange, int pair) {
        exchange.reply(List.of(ByteBuffer.wrap(ok)));
        heard.arrived(pair);
    }

    private void report(Exchange exchange, int pair) {
        var report = exchange.payload();
        exchange.reply(List.of(ByteBuffer.wrap(ok)));
        if (Payloads.saysHeld(report)) {
            heard.reported(pair, true);
        } else if (Payloads.saysDelivered(report)) {
            heard.reported(pair, false);
        } else {
            heard.failed("a report said " + text(report));
        }
    }

    private static String text(byte[] payload) {
        return new String(payload, java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Override
    public void close() {
        network.close();
    }
}
