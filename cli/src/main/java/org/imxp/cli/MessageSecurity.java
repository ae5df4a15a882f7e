package org.imxp.cli;

import org.imxp.endpoint.keys.Seal;

/**
 * How far a message is to be believed, in words: nothing depends on a color or a sign.
 *
 * @param seal who has written it
 * @param isEncrypted whether nobody could read it on the way
 */
record MessageSecurity(Seal seal, boolean isEncrypted) {
    /** What stands behind the sender; nothing if it is a plain message of somebody who never signs. */
    String words() {
        var label = label();
        return label.isEmpty() ? "" : " (" + label + ")";
    }

    /** Whether somebody has signed it, so that its date is theirs. */
    boolean isSigned() {
        return seal instanceof Seal.Verified || seal instanceof Seal.Known || seal instanceof Seal.Unknown;
    }

    /** Whether nothing of what its author wrote is to be had: what there is may be anybody's. */
    boolean isNothing() {
        return seal instanceof Seal.Broken || seal instanceof Seal.NotForUs;
    }

    /** The same by itself. */
    String label() {
        return switch (seal) {
            case Seal.Verified _ -> words("signed, verified");
            case Seal.Known(var _, var isNew) -> words(isNew ? "signed, by a key that is new here" : "signed");
            case Seal.Unknown(var _, var hasChanged) ->
                words(hasChanged ? "signed by ANOTHER KEY than before" : "signed by an UNKNOWN KEY");
            case Seal.Unsigned(var isUnusual) -> isEncrypted || isUnusual ? words("NOT SIGNED") : "";
            case Seal.Broken(var why) -> "BROKEN: " + VisibleText.line(why);
            case Seal.NotForUs _ -> "encrypted for another key than yours";
        };
    }

    private String words(String seal) {
        return isEncrypted ? "encrypted, " + seal : seal;
    }

    /** Whether its content is shown. */
    boolean isReadable() {
        return switch (seal) {
            case Seal.Verified _, Seal.Known _, Seal.Unknown _, Seal.Unsigned _ -> true;
            case Seal.Broken _, Seal.NotForUs _ -> false;
        };
    }

    void addTo(JsonObject json) {
        json.with(
                "security",
                switch (seal) {
                    case Seal.Verified _ -> "verified";
                    case Seal.Known _ -> "known";
                    case Seal.Unknown _ -> "unknown";
                    case Seal.Unsigned _ -> "none";
                    case Seal.Broken _ -> "broken";
                    case Seal.NotForUs _ -> "not-for-us";
                });
        json.with("encrypted", isEncrypted);
        switch (seal) {
            case Seal.Verified(var key) -> json.with("key", key);
            case Seal.Known(var key, var _) -> json.with("key", key);
            case Seal.Unknown(var key, var hasChanged) -> json.with("key", key).with("keyChanged", hasChanged);
            case Seal.Broken(var why) -> json.with("broken", why);
            case Seal.Unsigned _, Seal.NotForUs _ -> {
                // There is no more to be said.
            }
        }
    }
}
