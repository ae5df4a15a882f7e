package org.imxp.relay;

import java.util.Optional;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;

/**
 * An option beyond those that the relay knows by itself (RFC 3340 section 5). Given to {@link Relay#start} it is understood
 * there, so that its mustUnderstand is no obstacle.
 *
 * <p>It is called on the threads that carry all sessions, so it must not block, and where the option applies to this relay
 * only: by its targetHop in a data, always in an attach or bind. Whether the option travels on is the relay's business.
 */
public interface OptionHandler {
    /**
     * What identifies the option.
     *
     * @return a URI, or a registered name that the relay does not know
     */
    OptionName name();

    /**
     * Processes the option.
     *
     * @param option the option as it came
     * @param operation the attach, bind or data that it was in; if the option was a recipient's, a data for that one alone
     * @return an error if processing failed: that of a data, attach or bind refuses it, that of an originator or recipient
     *     becomes the outcome of the data for them
     */
    Optional<ErrorReply> process(Option option, Element operation);
}
