package io.prox.console.work;

import java.util.Optional;

/// What a score from 0 to 100 is called.
///
/// @param a lowest score of grade A
/// @param b lowest score of grade B
/// @param c lowest score of grade C; below it is D, which no lead is where this is 0
public record Grades(int a, int b, int c) {
    /// What a workspace has that has set no others.
    public static final Grades USUAL = new Grades(80, 50, 20);

    private static final int HIGHEST = 100;

    public Grades {
        if (!(0 <= c && c < b && b < a && a <= HIGHEST)) {
            throw new IllegalArgumentException(
                    "grades do not fall from 100 to 0: A %d, B %d, C %d".formatted(a, b, c));
        }
    }

    /// The four, best first, and what a lead without a score has.
    public enum Grade {
        A,
        B,
        C,
        D,
        NONE
    }

    /// The grade of a lead that has a score.
    public enum Letter {
        A,
        B,
        C,
        D
    }

    public Grade of(int score) {
        if (score < 0) {
            return Grade.NONE;
        }
        return score >= a ? Grade.A : score >= b ? Grade.B : score >= c ? Grade.C : Grade.D;
    }

    /// Lowest score of a grade; -1, which stands for no score, of none.
    public int lowest(Grade grade) {
        return switch (grade) {
            case A -> a;
            case B -> b;
            case C -> c;
            case D -> 0;
            case NONE -> -1;
        };
    }

    /// Highest score of a grade; below its lowest where no lead is of it.
    public int highest(Grade grade) {
        return switch (grade) {
            case A -> HIGHEST;
            case B -> a - 1;
            case C -> b - 1;
            case D -> c - 1;
            case NONE -> -1;
        };
    }

    /// As people and the API write it; empty for none.
    public Optional<Letter> letter(int score) {
        return switch (of(score)) {
            case A -> Optional.of(Letter.A);
            case B -> Optional.of(Letter.B);
            case C -> Optional.of(Letter.C);
            case D -> Optional.of(Letter.D);
            case NONE -> Optional.empty();
        };
    }
}
