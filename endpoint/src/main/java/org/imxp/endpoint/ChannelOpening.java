package org.imxp.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.imxp.beep.Greeting;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Session;
import org.imxp.beep.StartedChannel;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;

/** The last step: the channel, in the dialect that suits, with the attach riding in its start (requirement CORE-10). */
final class ChannelOpening {
    /** RFC 3080 section 2.3.1.2; a longer attach goes as a message of its own. */
    private static final int MOST_OCTETS_IN_START = 4096;

    private final EndpointSettings settings;
    private final Session session;
    private final Arrivals arrivals;
    private final Ending ending;

    ChannelOpening(EndpointSettings settings, Session session, Arrivals arrivals, Ending ending) {
        this.settings = settings;
        this.session = session;
        this.arrivals = arrivals;
        this.ending = ending;
    }

    CompletableFuture<Attachment> open() {
        return profile()
                .map(this::open)
                .orElseGet(() -> CompletableFuture.failedFuture(new AttachException(
                        Stage.ATTACH, ReplyCode.NOT_TAKEN, "the peer is no relay: it offers neither IMXP nor APEX")));
    }

    /** The profile of the preferred dialect, else that of the other, in the spelling that the relay offers. */
    private Optional<String> profile() {
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var byPreference = Stream.concat(Stream.of(settings.dialect()), Stream.of(Dialect.values()));
        return byPreference
                .flatMap(dialect -> Stream.of(dialect.profileUri(), dialect.profileAlias()))
                .filter(offered::contains)
                .findFirst();
    }

    private CompletableFuture<Attachment> open(String uri) {
        var dialect = Dialect.ofProfile(uri).orElseThrow();
        var wire = new WireForm(dialect, settings.session());
        var attach = new Attach(settings.endpoint(), Attachment.TRANS_ID, settings.attachOptions());
        var xml = wire.writeElement(attach);
        boolean rides = xml.getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS_IN_START;
        return session.start(
                        settings.endpoint().domain().toString(),
                        List.of(new ProfileOffer(uri, rides ? xml : "")),
                        new ArrivalChannel(
                                session,
                                wire,
                                arrivals,
                                ending,
                                settings.environment().executor()))
                .thenCompose(started -> answered(started, wire, attach));
    }

    /** A relay that has not looked at what rode in the start is asked again. */
    private CompletableFuture<Attachment> answered(StartedChannel started, WireForm wire, Attach attach) {
        var attachment = new Attachment(started.channel(), wire);
        return started.content().isEmpty()
                ? attachment.request(attach).thenApply(answer -> attached(attachment, answer))
                : CompletableFuture.completedFuture(attached(attachment, wire.readElement(started.content())));
    }

    private Attachment attached(Attachment attachment, Element answer) {
        return switch (answer) {
            case Ok _ -> attachment;
            case ErrorReply(var code, var diagnostic) ->
                throw new AttachException(
                        Stage.ATTACH,
                        code,
                        settings.endpoint() + " is not attached by its relay: " + code + " "
                                + (diagnostic.text().isEmpty() ? code.meaning() : diagnostic.text()));
            case Element other ->
                throw new AttachException(
                        Stage.ATTACH,
                        ReplyCode.PARAMETER_SYNTAX_ERROR,
                        "the relay answered the attach with " + other.getClass().getSimpleName()
                                + ": allowed are ok and error");
        };
    }
}
