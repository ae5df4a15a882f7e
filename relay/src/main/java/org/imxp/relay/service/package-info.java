/**
 * The services that a relay's domains offer beside the relay itself, such as presence (RFC 3340 section 6): what they are to the
 * relay, and what it is to them.
 */
package org.imxp.relay.service;
