package dev.palimpsest.pipeline.options;

import java.io.Serializable;

/**
 * Where the end of a batch is told.
 *
 * @param url to POST to
 * @param secret reference to the signing key ({@code env:NAME} or {@code file:/path}), resolved
 *     only when it is used; {@code null} to send unsigned
 * @param allowPrivateHosts also deliver to private, loopback and link-local addresses
 */
public record WebhookSettings(String url, String secret, boolean allowPrivateHosts)
    implements Serializable {}
