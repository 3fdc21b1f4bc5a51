package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import org.jspecify.annotations.Nullable;

/** A login. */
public sealed interface Auth extends Kind {

  /** A login that mail servers know. */
  sealed interface OfMail extends Auth {}

  /** A login name and its password; over HTTP it is Basic. */
  @Doc("A login name and its password; over HTTP it is Basic.")
  record Password(
      @Required @Address(AddressForm.NAME) @Change(MATERIAL) @Doc("The login name.")
          Endpoint username,
      @Required @Change(MATERIAL) @Doc("The slot of the password.") SecretSlot password)
      implements OfMail {}

  /**
   * A token of a token service, renewed by itself.
   *
   * @param username null where the service needs none
   * @param clientSecret at least one of it and refreshToken is there
   */
  @Doc("A token of a token service, renewed by itself.")
  record Oauth2(
      @Address(AddressForm.NAME) @Change(MATERIAL) @Doc("The login name.")
          @Nullable Endpoint username,
      @Required @Address(AddressForm.URL) @Change(MATERIAL) @Doc("Where tokens are asked for.")
          Endpoint tokenUrl,
      @Required @Address(AddressForm.NAME) @Change(MATERIAL) @Doc("The application's id.")
          Endpoint clientId,
      @Change(MATERIAL) @Doc("The slot of the application's secret.")
          @Nullable SecretSlot clientSecret,
      @Change(MATERIAL) @Doc("The slot of the refresh token.") @Nullable SecretSlot refreshToken,
      @Change(MATERIAL) @Doc("What the token shall allow.") @Nullable String scope)
      implements OfMail {}

  /** A fixed token in the Authorization header. */
  @Doc("A fixed token in the Authorization header.")
  record Bearer(@Required @Change(MATERIAL) @Doc("The slot of the token.") SecretSlot token)
      implements Auth {}

  /** A key in a header of its own. */
  @Doc("A key in a header of its own.")
  record ApiKey(
      @Default("X-Api-Key") @Change(MATERIAL) @Doc("The header's name.") String header,
      @Required @Change(MATERIAL) @Doc("The slot of the key.") SecretSlot key)
      implements Auth {}
}
