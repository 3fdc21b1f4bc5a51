package pl.automateforge.agent.spec;

/**
 * The slot of a secret as written, such as {@code ${ANTHROPIC_API_KEY}}: never the secret itself.
 */
public record SecretSlot(String written) {
  /** The name that an environment binds. */
  public String name() {
    return Slots.in(written).stream()
        .map(Slots.Slot::name)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("not a slot"));
  }
}
