package io.prox.engines;

import static java.util.Objects.requireNonNull;

/// How to connect to a database.
///
/// @param url for JDBC, without user and password
/// @param user the role to connect as
/// @param password of that role; not part of the text form
public record DatabaseAccess(String url, String user, String password) {
    public DatabaseAccess {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=%s, user=%s, password=***]".formatted(url, user);
    }
}
