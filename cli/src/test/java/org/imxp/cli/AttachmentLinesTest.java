package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.endpoint.Detached;
import org.imxp.protocol.ReplyCode;
import org.junit.jupiter.api.Test;

final class AttachmentLinesTest {
    @Test
    void whoeverLosesItsPlaceIsToldSo() {
        var taken = new Detached(Detached.Reason.TERMINATED, ReplyCode.OVERRIDDEN, "");
        assertThat(AttachmentLines.failure(taken))
                .hasMessage("No longer attached: another program has attached as this endpoint and taken its place (556"
                        + " attachment overridden).");
        assertThat(AttachmentLines.failure(taken).status()).isEqualTo(1);
    }

    @Test
    void otherEndsAreSentencesToo() {
        assertThat(AttachmentLines.reason(
                        new Detached(Detached.Reason.TERMINATED, ReplyCode.SERVICE_NOT_AVAILABLE, "maintenance")))
                .isEqualTo("the relay ended it (421 maintenance)");
        assertThat(AttachmentLines.reason(
                        new Detached(Detached.Reason.REFUSED, ReplyCode.AUTHENTICATION_FAILURE, "wrong \u009b2J")))
                .isEqualTo("the relay does not let it attach again (wrong <U+009B>2J)");
    }
}
