package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Closes and releases that cross, wait or are refused; the peer is written by hand where ours would be too kind. */
class ClosingTest {
    private static final SessionSettings PLAIN = SessionSettings.serving();

    private final List<Exchange> exchanges = new ArrayList<>();
    private final SessionSettings collecting =
            SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(exchanges::add, "")));
    private final MemoryLink link = new MemoryLink(PLAIN, collecting);

    private Channel start(MemoryLink on) {
        var started = on.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {
            exchange.reply(TestPayloads.text("still here"));
        });
        on.run();
        return started.join().channel();
    }

    private Channel otherEnd() {
        return exchanges.getLast().channel();
    }

    @Test
    @Requirement({"BEEP-32", "BEEP-33"})
    void aMessageThatCrossesACloseIsAnsweredAndNoneIsSentAfterIt() {
        var channel = start(link);
        var hello = channel.send(TestPayloads.text("hello"));
        link.run();
        exchanges.getFirst().reply(TestPayloads.text("hello"));
        link.run();
        assertThat(hello).isCompleted();
        var theirs = otherEnd().send(TestPayloads.text("wait"));
        var closed = channel.close(ReplyCode.SUCCESS, "");
        assertThat(channel.send(TestPayloads.text("too late"))).isCompletedExceptionally();
        link.run();
        assertThat(TestPayloads.text(theirs.join().payload())).isEqualTo("still here");
        assertThat(closed).isCompleted();
        assertThat(link.ends).isEmpty();
    }

    @Test
    @Requirement("BEEP-33")
    void aCloseThatThePeerKnowsNoMoreIsDone() {
        var peer = scripted();
        var channel = peer.started();
        var closed = channel.close(ReplyCode.SUCCESS, "");
        peer.says("MSG 0 1", "<close number='1' code='200' />");
        assertThat(channel.isOpen()).isFalse();
        peer.says("ERR 0 2", "<error code='550'>channel 1 does not exist</error>");
        assertThat(closed).isCompleted();
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.send(TestPayloads.text("nobody hears"))).isCompletedExceptionally();
        assertThat(peer.session.isAlive()).isTrue();
    }

    @Test
    @Requirement("BEEP-33")
    void twoClosesThatWaitForTheSameReplyEndInOne() {
        var peer = scripted();
        var channel = peer.started();
        var reply = channel.send(TestPayloads.text("hello"));
        var closed = channel.close(ReplyCode.SUCCESS, "");
        peer.says("MSG 0 1", "<close number='1' code='200' />");
        peer.heard();
        peer.says("RPY 1 1", "hello");
        assertThat(reply).isCompleted();
        assertThat(closed).isCompleted();
        assertThat(peer.heard()).contains("<ok />").doesNotContain("<close");
    }

    @Test
    @Requirement("BEEP-33")
    void aRefusedCloseLetsTheChannelGoOn() {
        var peer = scripted();
        var channel = peer.started();
        var closed = channel.close(ReplyCode.SUCCESS, "");
        peer.says("ERR 0 2", "<error code='550'>not yet</error>");
        assertThat(closed).isCompletedExceptionally();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    @Requirement("BEEP-34")
    void bothPeersMayReleaseAtOnce() {
        start(link);
        var mine = link.initiator.release();
        var theirs = link.listener.release();
        assertThat(link.initiator.release()).isSameAs(mine);
        link.run();
        assertThat(mine).isCompleted();
        assertThat(theirs).isCompleted();
        assertThat(link.ends).extracting(SessionEnd::kind).containsOnly(SessionEnd.Kind.RELEASED);
    }

    @Test
    @Requirement("BEEP-34")
    void aRefusedReleaseLetsTheSessionGoOn() {
        var peer = scripted();
        var channel = peer.started();
        var released = peer.session.release();
        assertThat(channel.isOpen()).isFalse();
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        assertThat(started).isCompletedExceptionally();
        peer.says("MSG 0 1", "<start number='2'><profile uri='" + TestProfiles.ECHO + "' /></start>");
        assertThat(peer.heard()).contains("<error code='421'");
        peer.says("ERR 0 2", "<error code='550'>not yet</error>");
        assertThat(released).isCompletedExceptionally();
        assertThat(channel.isOpen()).isTrue();
        var again = peer.session.release();
        peer.says("RPY 0 3", "<ok />");
        assertThat(again).isCompleted();
        assertThat(peer.session.isAlive()).isFalse();
    }

    @Test
    @Requirement({"BEEP-33", "BEEP-34"})
    void aReleaseIsAgreedToWhenAStartHasItsAnswer() {
        var peer = scripted();
        peer.heard();
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        peer.heard();
        peer.says("MSG 0 1", "<close code='200' />");
        assertThat(peer.heard()).isEmpty();
        peer.says("ERR 0 1", "<error code='550'>too late</error>");
        assertThat(started).isCompletedExceptionally();
        assertThat(peer.heard()).contains("<ok />");
        assertThat(peer.session.isAlive()).isFalse();
    }

    @Test
    @Requirement("BEEP-28")
    void anAnswerThatNamesAnotherProfileEndsTheSession() {
        var peer = scripted();
        var started = peer.session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        peer.says("RPY 0 1", "<profile uri='http://example.com/beep/never-offered' />");
        assertThat(started.exceptionNow()).isInstanceOf(SessionEndedException.class);
        assertThat(peer.session.isAlive()).isFalse();
    }

    private static ScriptedPeer scripted() {
        return new ScriptedPeer(Role.INITIATOR, PLAIN, "<greeting />");
    }
}
