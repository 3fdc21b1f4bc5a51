package pl.automateforge.agent.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a token service's refusal means, and what cures it. Codes are shown, texts never are. */
final class TokenErrors {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z_]{0,59}");
  private static final Pattern MICROSOFT = Pattern.compile("AADSTS\\d{4,8}");

  private final String service;

  /**
   * @param service the service's host
   */
  TokenErrors(String service) {
    this.service = service;
  }

  /**
   * @param code the word under {@code error}
   * @param description what stands under {@code error_description}; of it only a known form of
   *     number is shown
   */
  AccessTokenException refused(int status, @Nullable String code, @Nullable String description) {
    if (code == null || !CODE.matcher(code).matches()) {
      return byStatus(status);
    }
    String number = number(description);
    String shown = number.isEmpty() ? code : code + " (" + number + ")";
    Meaning meaning = byNumber(number);
    if (meaning == null) {
      meaning = byCode(code);
    }
    AccessTokenException refusal =
        new AccessTokenException(
            "the token service " + service + " answered " + shown + ": " + meaning.what,
            meaning.cure,
            meaning.lasting,
            null);
    // A number says exactly what is wrong; the bare word may mean that the secret came otherwise.
    return code.equals("invalid_client") && number.isEmpty() ? refusal.aboutTheClient() : refusal;
  }

  AccessTokenException byStatus(int status) {
    if (status == 429 || status >= 500) {
      return later("answered HTTP " + status, "it is asked again later", null);
    }
    if (status >= 300 && status < 400) {
      return lasting(
          "answered HTTP " + status + ", a redirect, which is not followed",
          "write the final address as tokenUrl");
    }
    return lasting(
        "answered HTTP " + status + " without saying why",
        "see that tokenUrl is the address of the token endpoint itself");
  }

  AccessTokenException unusable(String what) {
    return lasting(
        "gave an answer that cannot be used: " + what,
        "see that tokenUrl is the address of the token endpoint itself");
  }

  AccessTokenException sameAgain() {
    return later(
        "gives out a token again that the server has refused",
        "see that scope names the server and that the account may use it; it is asked again later",
        null);
  }

  AccessTokenException unreachable(String failure, Throwable cause) {
    return later(
        "cannot be asked: " + failure,
        "see that tokenUrl is right and that this machine may connect to it",
        cause);
  }

  private AccessTokenException lasting(String what, String cure) {
    return new AccessTokenException("the token service " + service + " " + what, cure, true, null);
  }

  private AccessTokenException later(String what, String cure, @Nullable Throwable cause) {
    return new AccessTokenException(
        "the token service " + service + " " + what, cure, false, cause);
  }

  private static String number(@Nullable String description) {
    if (description == null) {
      return "";
    }
    Matcher number = MICROSOFT.matcher(description);
    return number.find() ? number.group() : "";
  }

  private static @Nullable Meaning byNumber(String number) {
    return switch (number) {
      case "AADSTS7000215" ->
          forGood(
              "the client secret is wrong",
              "bind the secret's value, not its id, as the application's page shows it once");
      case "AADSTS7000222" ->
          forGood(
              "the client secret has expired",
              "make a new secret for the application and bind its value");
      case "AADSTS700016" ->
          forGood(
              "the application is not known in this tenant",
              "see that clientId is right and that tokenUrl names the client's own tenant");
      case "AADSTS90002" ->
          forGood("the tenant is not known", "see that tokenUrl names the client's own tenant");
      case "AADSTS50076", "AADSTS50079" ->
          forGood(
              "the account must confirm the login by a second factor",
              "log in anew by hand and bind the new refresh token");
      case "AADSTS65001" ->
          forGood(
              "nobody has agreed to what the application asks for",
              "let an administrator of the tenant consent to the application's permissions");
      default -> null;
    };
  }

  private static Meaning byCode(String code) {
    return switch (code) {
      case "invalid_client" ->
          forGood(
              "the client id is not known or the client secret is wrong or has expired",
              "compare clientId and clientSecret with the application's page at the service");
      case "invalid_grant" ->
          forGood(
              "the refresh token has expired, was revoked or belongs to another application",
              "log in anew, bind the new refresh token and start the agent again");
      case "unauthorized_client" ->
          forGood(
              "the application may not get a token this way",
              "allow the grant (client credentials, or refresh token) for the application");
      case "invalid_scope" ->
          forGood(
              "the scope is not known or may not be had",
              "compare scope with what the application was granted");
      case "unsupported_grant_type" ->
          forGood(
              "the service knows no such grant",
              "use refreshToken where only clientSecret is bound, or the other way round");
      case "invalid_request" ->
          forGood(
              "the request lacks something that this service needs",
              "compare tokenUrl, clientId and scope with the service's page");
      case "access_denied", "consent_required", "interaction_required", "login_required" ->
          forGood(
              "a person must agree or log in first",
              "log in anew by hand and bind the new refresh token");
      case "temporarily_unavailable", "server_error", "slow_down" ->
          new Meaning("it cannot answer now", "it is asked again later", false);
      default ->
          forGood("the request was refused", "look the word up on the service's page of errors");
    };
  }

  private static Meaning forGood(String what, String cure) {
    return new Meaning(what, cure, true);
  }

  private record Meaning(String what, String cure, boolean lasting) {}
}
