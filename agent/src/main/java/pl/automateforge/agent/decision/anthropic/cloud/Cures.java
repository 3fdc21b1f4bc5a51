package pl.automateforge.agent.decision.anthropic.cloud;

/**
 * What a person does about an error, in the words of the place that sent it.
 *
 * @param key for a key that is wrong or has expired
 * @param permission for a key that may not do this
 * @param billing for an account without credit
 * @param model for a model that is not known or not open to the account
 * @param address for an address at which nothing is served
 * @param quota for a quota that does not pass by waiting
 */
public record Cures(
    String key, String permission, String billing, String model, String address, String quota) {}
