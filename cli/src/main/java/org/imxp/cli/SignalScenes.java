package org.imxp.cli;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.message.receipt.Disposition;
import org.imxp.message.receipt.Wanted;

/** The scenes of the demonstration about what is told of people beside messages. */
final class SignalScenes {
    private static final String FRED = "fred@example.com";
    private static final String BARNEY = "barney@example.com";

    private SignalScenes() {}

    static List<Scene> all() {
        return List.of(new Scene(
                "Barney lets Fred know what he has seen. Fred writes and asks, and is told when it is shown.",
                SignalScenes::displayed));
    }

    private static void displayed(Stage stage) {
        var barney = stage.actor("barney");
        barney.endpoint().disclose(contact -> contact.toString().equals(FRED) ? Set.of(Disclosed.DISPLAY) : Set.of());
        var fred = stage.actor("fred");
        var sending = fred.send(
                SendOptions.DEFAULT.requesting(Wanted.DISPLAY), Message.text("Barney, seven is fine?"), BARNEY);
        var received = barney.receive();
        stage.tell(
                "barney sees: " + ShownMessage.of(received).line(ZoneOffset.UTC).substring(6));
        received.displayed();
        var receipt = fred.nextReceipt();
        stage.tell("fred is told: " + receipt.sentence() + " to "
                + VisibleText.line(receipt.recipient().toString()));
        boolean isOfThis = sending.message()
                .messageId()
                .filter(receipt.messageId()::equals)
                .isPresent();
        if (!isOfThis
                || !receipt.disposition().equals(Disposition.DISPLAYED)
                || !receipt.recipient().toString().equals(BARNEY)) {
            throw CommandFailure.refused("the receipt is another: " + receipt);
        }
    }
}
