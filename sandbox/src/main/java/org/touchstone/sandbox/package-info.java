/**
 * Stand-ins for the outside world, as a program of its own: registries, an SMS gateway, a mail sink, and shops' websites
 * with their names and certificates. It knows a fixed cast of people and invents more on request. The platform speaks to
 * it as it would to the real ones, over HTTP, SMTP, TLS and DNS, and each registry can be made slow, wrong or silent.
 */
@NullMarked
package org.touchstone.sandbox;

import org.jspecify.annotations.NullMarked;
