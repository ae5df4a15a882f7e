package org.imxp.endpoint;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.imxp.message.security.OpenPgp;
import org.imxp.message.security.PgpCertificate;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that is shown in presence, with a test in the place of the presence service. */
class PublicKeysTest {
    private static final String NINE = "2026-11-23T09:00:00-00:00";
    private static final String LATER = "2026-11-23T09:30:00-00:00";
    private static final PgpCertificate KEY = new OpenPgp(
                    new SecureRandom(), () -> Instant.parse("2026-11-23T10:00:00Z"))
            .generate("fred", OpenPgp.Version.V4, new char[0])
            .certificate();
    private static final String OTHER =
            "<tuple destination='openpgp4fpr:0123' availableUntil='2027-01-01T00:00:00-00:00' />";
    private static final String MAIL =
            "<tuple destination='mailto:fred@example.com' availableUntil='2030-01-01T00:00:00-00:00'>"
                    + "<capability baseline='urn:x:y'>&lt;any&gt;</capability></tuple>";

    private PresenceTalk talk = new PresenceTalk();

    @AfterEach
    void close() {
        talk.close();
    }

    private static String own(String until) {
        return "<tuple destination='openpgp4fpr:" + KEY.fingerprint() + "' availableUntil='" + until
                + "'><capability baseline='urn:imxp:keys'>"
                + Base64.getEncoder().encodeToString(KEY.octets())
                + "</capability></tuple>";
    }

    private static String polls(String letter) {
        return "C: <subscribe publisher='fred@example.com' duration='0' transID='" + letter + "' />\n";
    }

    private static String publish(String letter, String now, String lastUpdate, String tuples) {
        return "<publish publisher='fred@example.com' transID='" + letter + "' timeStamp='" + now
                + "'><presence publisher='fred@example.com' lastUpdate='" + lastUpdate + "'>" + tuples
                + "</presence></publish>\n";
    }

    private static String tells(String letter, String lastUpdate, String tuples) {
        return "S: " + publish(letter, "2026-11-23T10:00:00-00:00", lastUpdate, tuples);
    }

    private static String publishes(String letter, String lastUpdate, String tuples) {
        return "C: " + publish(letter, "2026-11-23T10:00:00-00:00", lastUpdate, tuples);
    }

    @Test
    @Requirement("IMPP-3.1.4")
    void standsBesideWhatElseIsSaidAlsoIfOthersAreFaster() {
        var done = talk.fred.publicKeys().publish(KEY, false);
        var whole = OTHER + MAIL + own("2027-11-24T10:00:00-00:00");
        talk.play(polls("A") + tells("A", NINE, OTHER + MAIL) + publishes("B", NINE, whole)
                + "S: <reply code='555' transID='B' />\n" + polls("C") + tells("C", LATER, OTHER + MAIL)
                + publishes("D", LATER, whole) + "S: <reply code='250' transID='D' />\n");
        PresenceTalk.result(done);
    }

    @Test
    void isNotShownAgainBeforeHalfTheTimeIsOver() {
        var done = talk.fred.publicKeys().publish(KEY, false);
        talk.play(polls("A") + tells("A", NINE, MAIL + own("2027-05-25T10:00:01-00:00")));
        PresenceTalk.result(done);
        var late = talk.fred.publicKeys().publish(KEY, false);
        talk.play(polls("C") + tells("C", NINE, MAIL + own("2027-05-25T10:00:00-00:00"))
                + publishes("D", NINE, MAIL + own("2027-11-24T10:00:00-00:00"))
                + "S: <reply code='250' transID='D' />\n");
        PresenceTalk.result(late);
    }

    @Test
    void theOnlyOneTakesThePlaceOfOthers() {
        var done = talk.fred.publicKeys().publish(KEY, true);
        talk.play(polls("A") + tells("A", NINE, OTHER + MAIL + own("2027-11-24T10:00:00-00:00"))
                + publishes("B", NINE, MAIL + own("2027-11-24T10:00:00-00:00"))
                + "S: <reply code='250' transID='B' />\n");
        PresenceTalk.result(done);
    }
}
