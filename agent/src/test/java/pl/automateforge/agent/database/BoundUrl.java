package pl.automateforge.agent.database;

import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.Endpoint;
import pl.automateforge.agent.spec.Secret;
import pl.automateforge.agent.spec.SecretSlot;

/** Binds every slot to one address. */
public record BoundUrl(String url) implements Bindings {
  @Override
  public String resolve(Endpoint endpoint) {
    return url;
  }

  @Override
  public Secret secret(SecretSlot slot) {
    throw new AssertionError("a database's address is no secret slot");
  }
}
