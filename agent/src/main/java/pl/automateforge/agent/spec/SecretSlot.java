package pl.automateforge.agent.spec;

/**
 * The slot of a secret as written, such as {@code ${ANTHROPIC_API_KEY}}: never the secret itself.
 */
public record SecretSlot(String written) {}
