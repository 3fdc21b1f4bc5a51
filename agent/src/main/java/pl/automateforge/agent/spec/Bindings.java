package pl.automateforge.agent.spec;

/**
 * The slots of one environment, bound. Every slot that a spec names is bound, or binding failed
 * before.
 */
public interface Bindings {
  /** The text with its slots filled in. */
  String resolve(Endpoint endpoint);

  /** The secret behind the slot; empty where the slot has an empty default and nothing binds it. */
  Secret secret(SecretSlot slot);
}
