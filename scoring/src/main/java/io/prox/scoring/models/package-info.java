/// Training, judging, promoting and rolling back.
@NullMarked
package io.prox.scoring.models;

import org.jspecify.annotations.NullMarked;
