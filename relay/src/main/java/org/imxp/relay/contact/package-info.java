/** The contact service of the relay's domains: contact lists, and requests by which strangers meet (docs/contacts.md). */
package org.imxp.relay.contact;
