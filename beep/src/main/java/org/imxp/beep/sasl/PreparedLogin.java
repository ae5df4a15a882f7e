package org.imxp.beep.sasl;

/** A username and a password after SASLprep. No record, so that the password is in no text. */
final class PreparedLogin {
    private final String username;
    private final char[] password;

    private PreparedLogin(String username, char[] password) {
        this.username = username;
        this.password = password;
    }

    static PreparedLogin of(String username, char[] password) {
        return new PreparedLogin(
                SaslPrep.prepare(username).orElseThrow(),
                SaslPrep.preparePassword(password).orElseThrow());
    }

    String username() {
        return username;
    }

    char[] password() {
        return password;
    }
}
