package pl.automateforge.agent.database;

import java.time.Duration;

/**
 * What a database said about itself and us.
 *
 * @param product name and version
 * @param user whom we are logged in as; empty where there is no login
 * @param encrypted whether the way there is, and the certificate was verified
 * @param took one round trip
 */
public record ServerFacts(String product, String user, boolean encrypted, Duration took) {}
