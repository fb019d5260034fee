/**
 * Stand-ins for the outside world, as a program of its own: identity, business and order registries, an SMS gateway and
 * a mail sink. It knows a fixed cast of people and invents more on request. The platform speaks to it over HTTP and
 * SMTP only, as it would to the real ones, and each registry can be made slow, wrong or silent.
 */
@NullMarked
package org.touchstone.sandbox;

import org.jspecify.annotations.NullMarked;
