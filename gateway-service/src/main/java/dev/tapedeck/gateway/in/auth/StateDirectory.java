package dev.tapedeck.gateway.in.auth;

import java.nio.file.Path;

/** Where the gateway keeps who its users are; only the owner of its process may look into it. */
public record StateDirectory(Path path) {
    /** Returns the directory, made when it is not there. */
    public static StateDirectory open(Path path) {
        OwnerOnly.makeDirectory(path);
        return new StateDirectory(path);
    }

    public Path users() {
        return path.resolve("users.json");
    }

    public Path signingKey() {
        return path.resolve("signing-key.jwk");
    }

    /** Returns the file from which the command line of this machine knows the first user's password. */
    public Path operator() {
        return path.resolve("operator.json");
    }
}
