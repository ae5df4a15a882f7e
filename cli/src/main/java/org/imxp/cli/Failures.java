package org.imxp.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.imxp.beep.BindFailedException;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.SessionEndedException;
import org.imxp.endpoint.AttachException;
import org.imxp.endpoint.SendException;
import org.imxp.endpoint.ServiceException;
import org.imxp.endpoint.keys.KeyException;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.RelayStartException;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.config.ConfigurationException;
import org.imxp.relay.store.StoreException;

/** Turns what went wrong into one sentence on standard error and an exit status. */
final class Failures {
    private Failures() {}

    /**
     * Tells a failure.
     *
     * @return the exit status
     */
    static int tell(Throwable failure, Surroundings surroundings, boolean debug) {
        var told = unwrapped(failure);
        surroundings.talk("imxp: " + sentence(told, debug));
        if (debug) {
            told.printStackTrace(surroundings.err());
            surroundings.err().flush();
        }
        return told instanceof CommandFailure refused ? refused.status() : CommandFailure.REFUSED;
    }

    /** What was thrown, without the wrapping of futures. */
    static Throwable unwrapped(Throwable failure) {
        var cause = failure.getCause();
        var isWrapping = failure instanceof ExecutionException || failure instanceof CompletionException;
        return isWrapping && cause != null ? unwrapped(cause) : failure;
    }

    private static String sentence(Throwable failure, boolean debug) {
        return switch (failure) {
            case CommandFailure known -> message(known);
            case KeyException known -> message(known);
            case StoreException known -> message(known);
            case ConfigurationException known -> message(known);
            case CertificateFileException known -> message(known);
            case AttachException known -> message(known) + hint(known);
            case SendException known -> message(known);
            case ServiceException known -> message(known);
            case RelayStartException known -> message(known);
            case PeerRefusedException known -> "the peer refused: " + message(known);
            case SessionEndedException known -> message(known);
            case BindFailedException known -> message(known);
            default ->
                "this should not have happened: " + failure.getClass().getSimpleName() + " " + message(failure)
                        + (debug ? "" : " (" + Surroundings.DEBUG + "=1 shows more)");
        };
    }

    private static String hint(AttachException failure) {
        return switch (failure.stage()) {
            case TLS -> " (--trust FILE names the relay's certificate; see ./imxp send --help)";
            case FIND, CONNECT -> " (--relay HOST:PORT says where the relay listens)";
            case AUTHENTICATE -> "";
            case ATTACH ->
                failure.code().equals(ReplyCode.TRANSACTION_FAILED)
                        ? " (--override of listen and chat takes the place of another program)"
                        : "";
        };
    }

    /** A message may quote a peer. */
    static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? "" : VisibleText.block(message);
    }

    /** Why a file could not be used, in words. */
    static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException none -> "there is no such file";
            case AccessDeniedException denied -> "access is denied";
            case NotDirectoryException file -> "it is not a folder";
            case FileSystemException other -> {
                var reason = other.getReason();
                yield reason == null ? "the file system refused" : reason;
            }
            default -> message(failure);
        };
    }
}
