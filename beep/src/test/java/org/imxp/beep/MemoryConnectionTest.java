package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two sessions without sockets, as applications test with them. */
class MemoryConnectionTest {
    private final List<SessionEnd> ends = new ArrayList<>();

    private MemoryConnection connect(SessionSettings initiating, SessionSettings listening) {
        var recording = new SessionListener() {
            @Override
            public void ended(Session session, SessionEnd end) {
                ends.add(end);
            }
        };
        return MemoryConnection.open(new Accepted(initiating, recording), new Accepted(listening, recording));
    }

    @Test
    void anApplicationTalksToItself() {
        var connection = connect(SessionSettings.serving(), SessionSettings.serving(TestProfiles.echo()));
        assertThat(connection.initiator().greeting().orElseThrow().profiles()).containsExactly(TestProfiles.ECHO);
        var started = connection.initiator().start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), e -> {});
        connection.run();
        var reply = started.join().channel().send(TestPayloads.text("x".repeat(300_000)));
        connection.run();
        assertThat(reply.join().payload()).hasSize(300_002);
        var released = connection.initiator().release();
        connection.run();
        assertThat(released).isCompleted();
        assertThat(ends)
                .extracting(SessionEnd::kind)
                .containsOnly(SessionEnd.Kind.RELEASED)
                .hasSize(2);
    }

    @Test
    void tlsIsPretended() {
        var listening = SessionSettings.serving(TestProfiles.echo()).withTls(TlsPolicy.REQUIRED);
        var connection = connect(SessionSettings.serving(), listening);
        var started = connection.initiator().startTls("example.com");
        connection.run();
        assertThat(started).isCompleted();
        assertThat(connection.listener().tlsPeer()).isPresent();
        assertThat(connection.initiator().greeting().orElseThrow().profiles()).containsExactly(TestProfiles.ECHO);
    }

    @Test
    void timeOutsComeWhenTheClockIsTurned() {
        var limits = SessionLimits.defaults().withTimes(Duration.ofSeconds(10), Duration.ofSeconds(60));
        var listening =
                SessionSettings.serving().withAuthentication(new TestAccounts()).withLimits(limits);
        var connection = connect(SessionSettings.serving(), listening);
        connection.turnClock(Duration.ofSeconds(59));
        assertThat(ends).isEmpty();
        connection.turnClock(Duration.ofSeconds(1));
        assertThat(ends).extracting(SessionEnd::kind).containsExactly(SessionEnd.Kind.FAULT, SessionEnd.Kind.LOST);
    }

    @Test
    void bothAreToldOfACut() {
        var connection = connect(SessionSettings.serving(), SessionSettings.serving());
        connection.cut();
        assertThat(ends)
                .extracting(SessionEnd::reason)
                .containsExactly("the connection was cut", "the connection was cut");
    }

    @Test
    void whatOtherThreadsWantWaitsForTheOwner() throws InterruptedException {
        var connection = connect(SessionSettings.serving(), SessionSettings.serving());
        var threads = new ArrayList<Thread>();
        var other = Thread.ofPlatform()
                .start(() -> connection.initiator().execute(() -> threads.add(Thread.currentThread())));
        other.join();
        assertThat(threads).isEmpty();
        connection.run();
        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
