/// What holds for every address that any component answers. Endpoints are found where they are
/// served, so that a new one is tested without being named here.
@NullMarked
package io.prox.acceptance.api;

import org.jspecify.annotations.NullMarked;
