package pl.automateforge.agent.spec;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The addresses behind a spec, bound, with nothing secret left in them. */
final class Endpoints {
  private static final String ANTHROPIC = "https://api.anthropic.com";
  private static final String SLACK = "https://slack.com";

  /**
   * What is no more than the name of a host. Other values of addresses are not shown: the path or
   * the query of a webhook is often its only secret.
   */
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9-]{1,30}(\\.[a-z0-9-]{1,30})*\\.[a-z]{2,20}");

  private Endpoints() {}

  /** The endpoint of a bound value; empty where there is none, or a problem says why. */
  static Optional<BoundEndpoint> of(
      SlotWalk.Use use, Address address, String value, List<Problem> problems) {
    AddressForm form = address.value();
    if (value.isEmpty() && use.path().equals("model.baseUrl")) {
      return Optional.empty();
    }
    if (!form.fits(value)) {
      problems.add(new Problem(Problem.Severity.ERROR, 0, 0, use.path(), unfit(use, form, value)));
      return Optional.empty();
    }
    if (form == AddressForm.NAME) {
      return Optional.empty();
    }
    String shown = use.secret() ? origin(value) : UserInfo.without(value);
    return Optional.of(new BoundEndpoint(use.path(), shown, address.receivesContent()));
  }

  /** A cloud's address has parts that others have not: what is a literal was looked at before. */
  static void checkCloud(
      ModelSpec.Provider provider, SlotWalk.Use use, String value, List<Problem> problems) {
    CloudAddress.of(provider)
        .filter(form -> value.isEmpty() || (AddressForm.URL.fits(value) && !form.fits(value)))
        .ifPresent(form ->
            problems.add(
                new Problem(
                    Problem.Severity.ERROR,
                    0,
                    0,
                    use.path(),
                    "the bound value (not shown) does not fit; expected " + form.expected())));
  }

  private static String unfit(SlotWalk.Use use, AddressForm form, String value) {
    boolean harmless = form == AddressForm.HOST || DOMAIN.matcher(value).matches();
    String shown =
        use.secret() || UserInfo.isInClear(value) || !harmless
            ? "the bound value (not shown)"
            : "the bound value " + Words.quote(value);
    return shown + " does not fit; expected " + form.expected();
  }

  private static String origin(String url) {
    URI uri = URI.create(url);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  /** The addresses that no key names: the services' own. */
  static List<BoundEndpoint> implied(
      AgentSpec spec, List<BoundEndpoint> named, Function<SecretSlot, String> secrets) {
    List<BoundEndpoint> implied = new ArrayList<>();
    boolean hasUrl = named.stream().anyMatch(e -> e.path().equals("model.baseUrl"));
    if (spec.model().behind() == ModelSpec.Provider.ANTHROPIC && !hasUrl) {
      implied.add(new BoundEndpoint("model.baseUrl", ANTHROPIC, true));
    }
    for (Map.Entry<String, ActionSpec> action : spec.actions().entrySet()) {
      if (action.getValue() instanceof ActionSpec.Slack slack && slack.webhook() == null) {
        String where =
            Optional.ofNullable(slack.token())
                .map(secrets)
                .flatMap(SlackStandIn::origin)
                .orElse(SLACK);
        implied.add(new BoundEndpoint("actions." + action.getKey() + ".token", where, true));
      }
    }
    return implied;
  }
}
