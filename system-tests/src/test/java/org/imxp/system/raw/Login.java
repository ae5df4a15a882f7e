package org.imxp.system.raw;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The client's side of a SASL mechanism.
 *
 * @param mechanism its registered name
 * @param first what rides in the start; empty if the server speaks first
 * @param answers the answer to a challenge
 * @param verifies whether what comes with success proves that the server knows the password
 */
public record Login(String mechanism, String first, UnaryOperator<String> answers, Predicate<String> verifies) {
    /**
     * The PLAIN mechanism (RFC 4616).
     *
     * @param user the endpoint
     * @param password its password
     * @return the login
     */
    public static Login plain(String user, String password) {
        return new Login(
                "PLAIN", "\0" + Octets.utf8(user) + "\0" + Octets.utf8(password), challenge -> "", String::isEmpty);
    }

    /**
     * The SCRAM-SHA-256 mechanism (RFC 5802, RFC 7677).
     *
     * @param user the endpoint
     * @param password its password
     * @return the login
     */
    public static Login scram(String user, String password) {
        var scram = new Scram(user, password);
        return new Login("SCRAM-SHA-256", scram.first(), scram::answer, scram::verifies);
    }

    /**
     * The DIGEST-MD5 mechanism (RFC 2831).
     *
     * @param user the endpoint
     * @param password its password
     * @return the login
     */
    public static Login digest(String user, String password) {
        var digest = new Digest(user, password);
        return new Login("DIGEST-MD5", "", digest::answer, digest::verifies);
    }

    /**
     * The EXTERNAL mechanism (RFC 4422 appendix A): who the client is, its certificate has shown.
     *
     * @param identity as whom
     * @return the login
     */
    public static Login external(String identity) {
        return new Login("EXTERNAL", Octets.utf8(identity), challenge -> "", String::isEmpty);
    }
}
