/// One spelling for values that people write in many: addresses, numbers, countries, names. What
/// who-is-who compares and what features are made of goes through here. Pure: no network is asked,
/// so a well-formed address may still reach nobody. Read [Reading] first.
@NullMarked
package io.prox.features.normal;

import org.jspecify.annotations.NullMarked;
