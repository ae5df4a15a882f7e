package org.imxp.cli;

import org.imxp.endpoint.Detached;
import org.imxp.endpoint.ReattachEvent;
import org.imxp.protocol.ReplyCode;

/** What happens to a client's attachment, in sentences. */
final class AttachmentLines {
    private AttachmentLines() {}

    /** What happens to a client that attaches again by itself. */
    static String of(ReattachEvent event) {
        return switch (event) {
            case ReattachEvent.Lost(var how, var next) ->
                "Reconnecting in " + DurationArgument.seconds(next) + ": " + reason(how) + ".";
            case ReattachEvent.Failed(var why, var next) ->
                "Still reconnecting, again in " + DurationArgument.seconds(next) + ": " + Failures.message(why) + ".";
            case ReattachEvent.Attached _ -> "Attached again.";
        };
    }

    /** Why a client is no longer attached, in a sentence. */
    static CommandFailure failure(Detached end) {
        return CommandFailure.refused("No longer attached: " + reason(end) + ".");
    }

    static String reason(Detached end) {
        var told = end.text().isEmpty() ? end.code().meaning() : VisibleText.line(end.text());
        var withCode = " (" + end.code().value() + " " + told + ")";
        return switch (end.reason()) {
            case TERMINATED ->
                end.code().equals(ReplyCode.OVERRIDDEN)
                        ? "another program has attached as this endpoint and taken its place" + withCode
                        : "the relay ended it" + withCode;
            case RELEASED -> "the relay released the session (" + told + ")";
            case LOST -> "the connection was lost (" + told + ")";
            case REFUSED -> "the relay does not let it attach again (" + told + ")";
        };
    }
}
