/** Story to come. */
package org.imxp.relay;
