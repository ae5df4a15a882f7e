package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an endpoint for its key, and answers those who ask. An answer is never answered, and who asks again and again is answered once in
 * {@link #PAUSE}. Thread-safe.
 */
final class KeyRequests {
    /** How long somebody who was answered is not answered again. */
    static final Duration PAUSE = Duration.ofSeconds(10);
    /** How many are remembered for that; when it is so many in that time, nobody else is answered. */
    static final int MOST_ASKERS = 100;
    /** How many of one domain. */
    static final int MOST_OF_A_DOMAIN = 50;

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");
    private static final String REQUEST = "keyRequest";
    private static final String REPLY = "keyReply";
    private static final Pattern TEXT =
            Pattern.compile("<([A-Za-z0-9_.-]+:)?" + REPLY + "\\b[^<>]*>([A-Za-z0-9+/=\\s]+)</");

    private final ServiceQuestions questions;
    private final Environment environment;
    private final SequencedMap<Address, Instant> answered = new LinkedHashMap<>();
    private Optional<PgpCertificate> own = Optional.empty();

    KeyRequests(ServiceQuestions questions, Environment environment) {
        this.questions = questions;
        this.environment = environment;
    }

    CompletableFuture<PgpCertificate> ask(Address who) {
        int transId = questions.nextTransId();
        return questions.ask(
                who,
                transId,
                element(REQUEST, transId, ""),
                content -> is(content, REPLY) ? certificate(content).flatMap(Answer::given) : Optional.empty());
    }

    private static XmlFragment element(String name, int transId, String text) {
        return XmlFragment.of("<" + name + " xmlns='" + PublicKeys.NAMESPACE + "' transID='" + transId + "'>" + text
                + "</" + name + ">");
    }

    /** Without a prefix or with one; that the namespace is there is enough to know what is meant. */
    private static boolean is(XmlFragment content, String name) {
        return content.rootName().filter(name::equals).isPresent()
                && (content.xml().contains(PublicKeys.NAMESPACE)
                        || content.namespaces().containsValue(PublicKeys.NAMESPACE));
    }

    /** Base64 has no character that XML writes in another way. */
    private static Optional<PgpCertificate> certificate(XmlFragment content) {
        var found = TEXT.matcher(content.xml());
        return found.find() ? PublicKeys.read(found.group(2).replaceAll("\\s", "")) : Optional.empty();
    }

    synchronized void answer(PgpCertificate certificate) {
        own = Optional.of(certificate);
        questions.onRequest(this::take);
    }

    /** Takes what is a request; called by the session's owner, so it does not wait. */
    private boolean take(Address originator, Payload payload) {
        try {
            var content = ServiceContent.of(payload);
            var transId = ServiceContent.transId(content);
            if (originator.isService() || transId.isEmpty() || !is(content, REQUEST)) {
                return false;
            }
            answer(originator, transId.getAsInt());
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private synchronized void answer(Address originator, int transId) {
        if (own.isEmpty() || !isInTime(originator)) {
            LOG.debug("{} asks for the key too often", originator);
            return;
        }
        var text = Base64.getEncoder().encodeToString(own.get().octets());
        environment
                .executor()
                .execute(() -> questions.send(
                        originator,
                        element(REPLY, transId, text),
                        why -> LOG.debug("the key was not sent to {}: {}", originator, why)));
    }

    private boolean isInTime(Address originator) {
        var now = environment.clock().instant();
        answered.values().removeIf(at -> !at.plus(PAUSE).isAfter(now));
        // One account may have many subaddresses, and one domain many accounts.
        long neighbours = answered.keySet().stream()
                .filter(other -> other.domain().equals(originator.domain()))
                .count();
        return answered.size() < MOST_ASKERS
                && neighbours < MOST_OF_A_DOMAIN
                && answered.putIfAbsent(originator.parent(), now) == null;
    }
}
