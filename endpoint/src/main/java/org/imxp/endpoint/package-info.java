/** Story to come. */
package org.imxp.endpoint;
