package org.imxp.beep;

import java.util.List;
import org.imxp.beep.sasl.SaslServer;

/** How peers authenticate to this side. */
public interface Authentication {
    /**
     * The mechanisms that a session may use in its present state.
     *
     * @param session the session
     * @return the names, strongest first
     */
    List<String> mechanisms(Session session);

    /**
     * Begins an attempt.
     *
     * @param mechanism one of the names given for this session
     * @param session the session
     * @return the server's side of the attempt
     */
    SaslServer begin(String mechanism, Session session);
}
