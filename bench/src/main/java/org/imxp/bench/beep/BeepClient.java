package org.imxp.bench.beep;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Channel;
import org.imxp.beep.Greeting;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Session;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.StartedChannel;
import org.imxp.beep.TlsPolicy;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.Sample;

/** Drives a BEEP server by the means that any application has. */
final class BeepClient implements Client {
    private static final long PATIENCE_SECONDS = 30;
    private static final int AT_A_TIME = 32;

    private final BeepNetwork network = BeepNetwork.open(1);
    private final Identity identity;
    private final List<Channel> held = new ArrayList<>();

    BeepClient(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Sample run(Case wanted, int port, Duration time) {
        var channel = opened(open(wanted, port));
        var flight = Flight.of(wanted);
        var message = new byte[wanted.octets()];
        channel.session().execute(() -> {
            var count = flight.begin();
            if (wanted.shape() == Case.Shape.STREAM) {
                BeepStream.begin(channel, flight);
            } else {
                send(channel, message, flight, count);
            }
        });
        var sample = flight.await(time);
        channel.session().execute(() -> channel.session().terminate("measured"));
        return sample;
    }

    private static void send(Channel channel, byte[] message, Flight flight, int count) {
        for (int i = 0; i < count; i++) {
            var _ = channel.send(List.of(ByteBuffer.wrap(message))).whenComplete((reply, failure) -> {
                if (failure == null) {
                    send(channel, message, flight, flight.replied(1));
                } else {
                    flight.failed(failure);
                }
            });
        }
    }

    private CompletableFuture<StartedChannel> open(Case wanted, int port) {
        var greeted = new CompletableFuture<Session>();
        var settings = SessionSettings.serving()
                .withTls(wanted.secure() ? TlsPolicy.REQUIRED : TlsPolicy.OFF)
                .withLimits(BeepServer.limits(wanted.shape()));
        var profile = switch (wanted.shape()) {
            case EXCHANGE -> BeepServer.ECHO;
            case BULK, NARROW_BULK -> BeepServer.SINK;
            case STREAM -> BeepServer.STREAM;
        };
        var listener = new SessionListener() {
            @Override
            public void greeted(Session session, Greeting greeting) {
                greeted.complete(session);
            }
        };
        return network.connect(Loopback.at(port), settings, identity.initiator(), listener)
                .thenCompose(session -> greeted)
                .thenCompose(session -> wanted.secure()
                        ? session.startTls(Identity.NAME).thenApply(secured -> session)
                        : CompletableFuture.completedFuture(session))
                .thenCompose(session -> session.start("", List.of(ProfileOffer.of(profile)), exchange -> {}));
    }

    private static Channel opened(CompletableFuture<StartedChannel> opening) {
        return opening.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().channel();
    }

    @Override
    public void hold(int count, Case wanted, int port) {
        while (held.size() < count) {
            var opening = new ArrayList<CompletableFuture<StartedChannel>>();
            for (int i = 0; i < AT_A_TIME && held.size() + i < count; i++) {
                opening.add(open(wanted, port));
            }
            for (var each : opening) {
                var channel = opened(each);
                held.add(channel);
                useOnce(channel, wanted);
            }
        }
    }

    private static void useOnce(Channel channel, Case wanted) {
        var flight = Flight.once();
        channel.session().execute(() -> send(channel, new byte[wanted.octets()], flight, flight.begin()));
        var _ = flight.await(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    @Override
    public void release() {
        held.forEach(
                channel -> channel.session().execute(() -> channel.session().terminate("measured")));
        held.clear();
    }

    @Override
    public void close() {
        network.close();
    }
}
