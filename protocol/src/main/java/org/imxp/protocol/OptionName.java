package org.imxp.protocol;

/** What identifies an option: a registered name or a URI, never both (RFC 3340 section 5). */
public sealed interface OptionName permits InternalOption, ExternalOption {}
