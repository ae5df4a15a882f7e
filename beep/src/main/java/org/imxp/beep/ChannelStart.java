package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import org.imxp.beep.management.ManagementElement;

/** The peer's request for a channel, to be accepted or refused once, now or later (RFC 3080 section 2.3.1.2). */
public final class ChannelStart {
    private final ChannelManagement management;
    private final Exchange exchange;
    private final ManagementElement.Start request;
    private final ManagementElement.Profile profile;
    private boolean answered;

    ChannelStart(
            ChannelManagement management,
            Exchange exchange,
            ManagementElement.Start request,
            ManagementElement.Profile profile) {
        this.management = management;
        this.exchange = exchange;
        this.request = request;
        this.profile = profile;
    }

    /**
     * The session.
     *
     * @return the session
     */
    public Session session() {
        return management.session();
    }

    /**
     * The profile's URI, as the peer wrote it.
     *
     * @return the profile's own URI or one of its aliases
     */
    public String profile() {
        return profile.uri();
    }

    /**
     * What rides along.
     *
     * @return at most 4096 octets of text; empty for nothing
     */
    public String content() {
        return profile.content();
    }

    /**
     * Accepts: the channel exists from now on.
     *
     * @param handler who gets its messages
     * @param content what rides in the answer; empty for nothing
     * @return the channel
     * @throws SessionEndedException if the session has ended, or started again inside TLS, in the meantime
     * @throws IllegalArgumentException if the content is over 4096 octets
     * @throws IllegalStateException if the request has its answer already
     */
    public Channel accept(ChannelHandler handler, String content) {
        ProfileOffer.checkContent(content);
        answer();
        var channel = management.accepted(exchange, request, profile.uri(), handler);
        exchange.reply(List.of(ByteBuffer.wrap(Payloads.of(new ManagementElement.Profile(profile.uri(), content)))));
        return channel;
    }

    /**
     * Refuses.
     *
     * @param code a reply code
     * @param text a sentence for people
     * @throws IllegalStateException if the request has its answer already
     */
    public void refuse(int code, String text) {
        refuse(code, text, "en");
    }

    /**
     * Refuses in a language of the application's choice, such as one that the peer's greeting asks for.
     *
     * @param code a reply code
     * @param text a sentence for people
     * @param language the language of the text (RFC 5646)
     * @throws IllegalStateException if the request has its answer already
     */
    public void refuse(int code, String text, String language) {
        answer();
        management.refused(request);
        exchange.error(code, text, language);
    }

    int number() {
        return request.number();
    }

    private void answer() {
        if (answered) {
            throw new IllegalStateException("the start of channel " + number() + " has its answer already");
        }
        answered = true;
    }
}
