package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import org.jspecify.annotations.Nullable;

/** How mail is sent. */
public record MailSpec(@Required @Change(MATERIAL) @Doc("The outgoing server.") Smtp smtp) {
  /** The outgoing server. */
  public record Smtp(
      @Required
          @Address(value = AddressForm.HOST, receivesContent = true)
          @Change(MATERIAL)
          @Doc("The server's name or address.")
          Endpoint host,
      @Default("587") @Range(min = "1", max = "65535") @Change(MATERIAL) @Doc("The server's port.")
          int port,
      @Default("starttls") @Change(MATERIAL) @Doc("How the connection is protected.") Tls tls,
      @Change(MATERIAL) @Doc("The login; without it, none.") Auth.@Nullable OfMail auth,
      @Required @Form(TextForm.EMAIL) @Change(MATERIAL) @Doc("The sender's address.")
          String from) {}

  /** How a connection is protected. */
  public enum Tls {
    REQUIRED,
    STARTTLS,
    /** Only towards this machine. */
    NONE
  }
}
