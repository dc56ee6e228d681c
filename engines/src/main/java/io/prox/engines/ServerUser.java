package io.prox.engines;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The user that PostgreSQL runs as, since it refuses to run as root: whoever runs ProX, or for
/// root the user `nobody`.
///
/// A user namespace (`unshare`) would do without changing the owner of anything, but its process is
/// still root to every file of root, and many containers forbid it.
final class ServerUser {
    private static final String UNPRIVILEGED = "nobody";

    private final String name;
    private final String group;
    private final List<String> prefix;

    private ServerUser(String name, String group, List<String> prefix) {
        this.name = name;
        this.group = group;
        this.prefix = List.copyOf(prefix);
    }

    static ServerUser find() {
        if (new UnixSystem().getUid() != 0) {
            return new ServerUser(System.getProperty("user.name"), "", List.of());
        }
        String group =
                Command.run(
                        "Looking up the group of " + UNPRIVILEGED,
                        List.of("id", "-gn", UNPRIVILEGED));
        // setpriv is part of util-linux, sudo of macOS; neither asks for a password
        if (isInstalled("setpriv")) {
            return new ServerUser(
                    UNPRIVILEGED,
                    group,
                    List.of(
                            "setpriv",
                            "--reuid=" + UNPRIVILEGED,
                            "--regid=" + group,
                            "--clear-groups"));
        }
        if (isInstalled("sudo")) {
            return new ServerUser(
                    UNPRIVILEGED, group, List.of("sudo", "-n", "-u", UNPRIVILEGED, "--"));
        }
        throw new EnginesException(
                "PostgreSQL does not run as root, and neither setpriv (package util-linux) nor sudo"
                        + " is there to start it as another user; install one of them, or start"
                        + " ProX as another user");
    }

    boolean isOther() {
        return !prefix.isEmpty();
    }

    String name() {
        return name;
    }

    /// The command, to be run as this user.
    List<String> command(List<String> command) {
        var whole = new ArrayList<String>(prefix);
        whole.addAll(command);
        return whole;
    }

    /// Gives a file or a directory, not what is in it, to this user.
    void own(Path path) throws IOException {
        if (isOther()) {
            UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
            var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setOwner(users.lookupPrincipalByName(name));
            view.setGroup(users.lookupPrincipalByGroupName(group));
        }
    }

    /// Lets this user pass through a directory of ours, without seeing what is in it.
    void letThrough(Path directory) throws IOException {
        if (isOther()) {
            var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
            var permissions = view.readAttributes().permissions();
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            view.setGroup(
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(group));
            view.setPermissions(permissions);
        }
    }

    /// The first directory on the way to a path that this user cannot pass through.
    Optional<Path> barrier(Path path) throws IOException {
        if (!isOther()) {
            return Optional.empty();
        }
        Path above = path.getRoot();
        for (Path step : path) {
            if (!passes(above)) {
                return Optional.of(above);
            }
            above = above.resolve(step);
        }
        return Optional.empty();
    }

    private boolean passes(Path directory) throws IOException {
        var attributes = Files.readAttributes(directory, PosixFileAttributes.class);
        return attributes.permissions().contains(PosixFilePermission.OTHERS_EXECUTE)
                || (attributes.group().getName().equals(group)
                        && attributes.permissions().contains(PosixFilePermission.GROUP_EXECUTE));
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
