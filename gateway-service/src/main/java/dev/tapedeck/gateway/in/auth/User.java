package dev.tapedeck.gateway.in.auth;

/**
 * Somebody who may log in on this machine.
 *
 * @param role one of {@link dev.tapedeck.gateway.core.Roles}
 * @param passwordHash bcrypt, as {@code $2a$10$...}
 */
public record User(String name, String role, String passwordHash) {
    @Override
    public String toString() {
        return "User[" + name + ", " + role + "]";
    }
}
