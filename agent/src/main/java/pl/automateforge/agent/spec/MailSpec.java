package pl.automateforge.agent.spec;

import org.jspecify.annotations.Nullable;

/** How mail is sent. */
public record MailSpec(Smtp smtp) {
  /** The outgoing server. */
  public record Smtp(Endpoint host, int port, Tls tls, @Nullable Auth auth, String from) {}

  /** How a connection is protected. */
  public enum Tls {
    REQUIRED,
    STARTTLS,
    NONE
  }

  /** A login. */
  public record Auth(String type, Endpoint username, @Nullable SecretSlot password) {}
}
