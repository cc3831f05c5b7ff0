package dev.tapedeck.gateway.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Who may do what, and how much of it. */
public interface AccessConfig {
    /** Who knows the users. */
    enum Identity {
        /** The users file of this machine. */
        LOCAL,
        /** An identity provider, whose tokens are verified by the settings {@code mp.jwt.*} and {@code smallrye.jwt.*}. */
        EXTERNAL
    }

    @WithDefault("local")
    Identity identity();

    /** Where the users file, the signing key and the operator's file are, for the owner of this process only. Must be there with local users. */
    Optional<Path> stateDirectory();

    /** Another place of the users file. */
    Optional<Path> usersFile();

    /** Another place of the signing key, a private P-256 key as JWK. */
    Optional<Path> signingKeyFile();

    @WithDefault("900")
    int accessTokenSeconds();

    /** How long a login lasts that is kept alive. */
    @WithDefault("43200")
    int loginSeconds();

    /** Logins of all users at once; the oldest ends when there would be more. */
    @WithDefault("2000")
    int loginsMax();

    /** Logins of one user at once; the oldest ends when there would be more. */
    @WithDefault("200")
    int loginsPerUserMax();

    /** Failed logins that an address may have in a minute. */
    @WithDefault("10")
    int failedLoginsPerMinute();

    /** Requests a second of one address; five times as many at once. */
    @WithDefault("300")
    int addressRequestsPerSecond();

    /** Requests a second of one user; five times as many at once. */
    @WithDefault("200")
    int userRequestsPerSecond();

    /** Requests a second of one user that change something; five times as many at once. */
    @WithDefault("20")
    int userWritesPerSecond();

    /** Refused requests of a user, and of all who are none, that are audited in a minute; more are counted. */
    @WithDefault("60")
    int auditedRefusalsPerMinute();

    /** Open WebSockets of one user. */
    @WithDefault("20")
    int clientsPerUserMax();

    /** Origins, beside the gateway's own, whose pages may open WebSockets, such as {@code https://desk.example.org}. */
    Optional<Set<String>> origins();

    /** Whether browsers reach the gateway by TLS only; they are then told to remember it. */
    @WithDefault("false")
    boolean behindTls();
}
