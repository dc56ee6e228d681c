package io.prox.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.Sealing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The people who may sign in. Names and addresses are sealed with the workspace's key.
public final class Users {
    private static final String INVITE =
            """
            INSERT INTO platform.user_account
                (workspace_id, user_id, sealed, role, status, created_at)
            VALUES (:workspace, :user, :sealed, :role, 'invited', :at)
            """;
    private static final String READ =
            """
            SELECT user_id, sealed, role, status, password_hash IS NOT NULL AS has_password,
                oidc_issuer, created_at
            FROM platform.user_account WHERE workspace_id = :workspace
            """;
    private static final String PASSWORD =
            """
            SELECT password_hash FROM platform.user_account
            WHERE workspace_id = :workspace AND user_id = :user AND status = 'active'
                AND password_hash IS NOT NULL
            """;
    private static final String SET_PASSWORD =
            """
            UPDATE platform.user_account SET password_hash = :hash, status = 'active'
            WHERE workspace_id = :workspace AND user_id = :user AND status <> 'deactivated'
            """;
    private static final String SET_ROLE =
            """
            UPDATE platform.user_account SET role = :role
            WHERE workspace_id = :workspace AND user_id = :user
            """;
    private static final String ACTIVATE =
            """
            UPDATE platform.user_account SET status = 'active'
            WHERE workspace_id = :workspace AND user_id = :user AND status = 'invited'
            """;
    private static final String INVITE_AGAIN =
            """
            UPDATE platform.user_account
            SET status = 'invited', oidc_issuer = NULL, oidc_subject = NULL
            WHERE workspace_id = :workspace AND user_id = :user AND status = 'deactivated'
            """;
    private static final String BIND =
            """
            UPDATE platform.user_account
            SET oidc_issuer = :issuer, oidc_subject = :subject, status = 'active'
            WHERE workspace_id = :workspace AND user_id = :user AND oidc_subject IS NULL
                AND status <> 'deactivated'
            """;
    private static final String DESCRIBE =
            """
            UPDATE platform.user_account SET sealed = :sealed
            WHERE workspace_id = :workspace AND user_id = :user
            """;
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('prox.users'), hashtext(:workspace))";
    private static final String DEACTIVATE =
            """
            UPDATE platform.user_account SET status = 'deactivated', password_hash = NULL
            WHERE workspace_id = :workspace AND user_id = :user
            """;

    private static final Holder NOBODY = new Holder(new WorkspaceId("ws_0"), "user_0");

    private final Database database;
    private final Sealing sealing;
    private final SignInNames names;
    private final SignInSubjects subjects;
    private final Identifiers identifiers;
    private final Clock clock;
    private final PasswordEncoder passwords;

    /// Compared with where there is no user, so that the answer takes as long as where there is
    /// one.
    private final String nobodysPassword;

    public Users(Database database, Sealing sealing, Identifiers identifiers, Clock clock) {
        this(
                database,
                sealing,
                identifiers,
                clock,
                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    Users(
            Database database,
            Sealing sealing,
            Identifiers identifiers,
            Clock clock,
            PasswordEncoder passwords) {
        this.database = database;
        this.sealing = sealing;
        this.names = new SignInNames(database, sealing);
        this.subjects = new SignInSubjects(database, sealing);
        this.identifiers = identifiers;
        this.clock = clock;
        this.passwords = passwords;
        this.nobodysPassword = passwords.encode("nobody's password");
    }

    /// Lets a person in, who then needs a one-time link or OIDC to do so the first time.
    ///
    /// @return empty if the address belongs to a user already, of whatever workspace
    public Optional<User> invite(WorkspaceId workspace, String name, String email, Role role) {
        return database.within(
                workspace,
                () -> {
                    String id = identifiers.next("user");
                    if (!names.take(email, workspace, id)) {
                        return Optional.empty();
                    }
                    database.sql()
                            .sql(INVITE)
                            .param("workspace", workspace.value())
                            .param("user", id)
                            .param("sealed", seal(workspace, id, name, email))
                            .param("role", role.word())
                            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    return find(workspace, id);
                });
    }

    public List<User> all(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " ORDER BY user_id")
                                .param("workspace", workspace.value())
                                .query((row, number) -> user(workspace, row))
                                .list());
    }

    public Optional<User> find(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(READ + " AND user_id = :user")
                                .param("workspace", workspace.value())
                                .param("user", id)
                                .query((row, number) -> user(workspace, row))
                                .optional());
    }

    /// Whom a sign-in name belongs to, be they active or not.
    public Optional<Holder> holder(String email) {
        return names.find(email);
    }

    /// Whom an OIDC provider means by a subject, be they active or not.
    public Optional<Holder> holder(String issuer, String subject) {
        return subjects.find(issuer, subject);
    }

    /// Has a user sign in by an OIDC provider from now on, and makes an invited one an active one.
    /// To be called within a transaction, which must not go on where the answer is false.
    ///
    /// @return false if the provider means another user by the subject, knows this one by another,
    ///   or they may not sign in any more
    public boolean bind(Holder holder, String issuer, String subject) {
        return database.within(
                holder.workspace(),
                () ->
                        subjects.take(issuer, subject, holder)
                                && 1
                                        == database.sql()
                                                .sql(BIND)
                                                .param("issuer", issuer)
                                                .param("subject", subjects.token(issuer, subject))
                                                .param("workspace", holder.workspace().value())
                                                .param("user", holder.user())
                                                .update());
    }

    /// The user who signs in with this name and password. Takes as long for a name that nobody has.
    public Optional<Holder> prove(String email, String password) {
        Optional<Holder> holder = names.find(email);
        // Asked of the database for nobody too, so that both take as long.
        return matches(password, passwordHash(holder.orElse(NOBODY))) ? holder : Optional.empty();
    }

    /// Whether this is the password of a user.
    public boolean prove(WorkspaceId workspace, String id, String password) {
        return matches(password, passwordHash(new Holder(workspace, id)));
    }

    private boolean matches(String password, Optional<String> hash) {
        boolean isText = UTF_8.newEncoder().canEncode(password);
        return passwords.matches(isText ? password : "", hash.orElse(nobodysPassword))
                && hash.isPresent()
                && isText;
    }

    /// Sets a password, and makes an invited user an active one.
    ///
    /// @return false if there is no such user, or they may not sign in any more
    public boolean setPassword(WorkspaceId workspace, String id, String password) {
        return 1
                == database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(SET_PASSWORD)
                                        .param("hash", passwords.encode(password))
                                        .param("workspace", workspace.value())
                                        .param("user", id)
                                        .update());
    }

    /// Makes an invited user an active one, who signs in without a password.
    public void activate(WorkspaceId workspace, String id) {
        update(ACTIVATE, workspace, id);
    }

    /// Lets a user in again who was not to sign in any more; they begin as one who was invited,
    /// whom no provider knows.
    ///
    /// @return false if they are not such a user
    public boolean inviteAgain(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () -> {
                    boolean invited = update(INVITE_AGAIN, workspace, id);
                    if (invited) {
                        subjects.leave(new Holder(workspace, id));
                    }
                    return invited;
                });
    }

    /// Changes how a user is called and what they sign in with.
    ///
    /// @return false if the address belongs to another user
    public boolean describe(WorkspaceId workspace, String id, String name, String email) {
        return database.within(
                workspace,
                () -> {
                    if (!names.change(email, workspace, id)) {
                        return false;
                    }
                    database.sql()
                            .sql(DESCRIBE)
                            .param("sealed", seal(workspace, id, name, email))
                            .param("workspace", workspace.value())
                            .param("user", id)
                            .update();
                    return true;
                });
    }

    /// Has the running transaction be the only one that changes who is an administrator.
    public void lock(WorkspaceId workspace) {
        database.sql()
                .sql(LOCK)
                .param("workspace", workspace.value())
                .query((row, number) -> true)
                .list();
    }

    public boolean setRole(WorkspaceId workspace, String id, Role role) {
        return 1
                == database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(SET_ROLE)
                                        .param("role", role.word())
                                        .param("workspace", workspace.value())
                                        .param("user", id)
                                        .update());
    }

    /// The user may not sign in any more. Their sessions are for the caller to end.
    public boolean deactivate(WorkspaceId workspace, String id) {
        return update(DEACTIVATE, workspace, id);
    }

    private boolean update(String statement, WorkspaceId workspace, String id) {
        return 1
                == database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(statement)
                                        .param("workspace", workspace.value())
                                        .param("user", id)
                                        .update());
    }

    private Optional<String> passwordHash(Holder holder) {
        return database.within(
                holder.workspace(),
                () ->
                        database.sql()
                                .sql(PASSWORD)
                                .param("workspace", holder.workspace().value())
                                .param("user", holder.user())
                                .query(String.class)
                                .optional());
    }

    private User user(WorkspaceId workspace, ResultSet row) throws SQLException {
        String id = row.getString("user_id");
        byte[] opened = sealing.keys(workspace).own().open(use(id), row.getBytes("sealed"));
        try (var fields = new DataInputStream(new ByteArrayInputStream(opened))) {
            return new User(
                    id,
                    fields.readUTF(),
                    fields.readUTF(),
                    Role.of(row.getString("role")).orElse(Role.VIEWER),
                    User.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getBoolean("has_password"),
                    Optional.ofNullable(row.getString("oidc_issuer")),
                    row.getObject("created_at", OffsetDateTime.class).toInstant());
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private byte[] seal(WorkspaceId workspace, String id, String name, String email) {
        var bytes = new ByteArrayOutputStream();
        try (var fields = new DataOutputStream(bytes)) {
            fields.writeUTF(name);
            fields.writeUTF(email);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return sealing.keys(workspace).own().seal(use(id), bytes.toByteArray());
    }

    private static String use(String id) {
        return "user/" + id;
    }

    /// Whom a sign-in name belongs to.
    public record Holder(WorkspaceId workspace, String user) {}
}
