package org.imxp.relay;

import java.util.Optional;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ExternalOption;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;
import org.imxp.protocol.ReplyCode;

/** An option of somebody's own: it refuses what does not say please, and breaks when shouted at. */
final class PleaseOption implements OptionHandler {
    static final String URI = "http://example.com/please";

    @Override
    public OptionName name() {
        return new ExternalOption(URI);
    }

    @Override
    public Optional<ErrorReply> process(Option option, Element operation) {
        return switch (option.content().xml()) {
            case "please" -> Optional.empty();
            case "NOW" -> throw new IllegalStateException("shouted at");
            default -> Optional.of(new ErrorReply(ReplyCode.TRANSACTION_FAILED, "say please"));
        };
    }
}
