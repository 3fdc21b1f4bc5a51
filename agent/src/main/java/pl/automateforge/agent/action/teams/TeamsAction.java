package pl.automateforge.agent.action.teams;

import java.time.Clock;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import pl.automateforge.agent.action.Action;
import pl.automateforge.agent.action.EffectClass;
import pl.automateforge.agent.action.EffectRequest;
import pl.automateforge.agent.action.EffectResult;
import pl.automateforge.agent.action.http.Answers;
import pl.automateforge.agent.action.http.Reaching;
import pl.automateforge.agent.action.http.Sending;
import pl.automateforge.agent.action.http.Timeouts;
import pl.automateforge.agent.action.template.TextTemplate;
import pl.automateforge.agent.check.CheckResult;
import pl.automateforge.agent.net.HttpAddress;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.HttpLogin;
import pl.automateforge.agent.net.UnfitAddressException;

/**
 * A card in Teams by the webhook of a workflow. Class D: the workflow says that it took the card,
 * never that the card was shown, and so does the receipt.
 */
public final class TeamsAction implements Action {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final String name;
  private final HttpAddress webhook;
  private final TeamsCard card;
  private final Answers answers;
  private final Sending sending;
  private final HttpClients clients;
  private final Timeouts timeouts;

  /**
   * Touches nothing yet.
   *
   * @throws UnfitAddressException where the address is one of the connectors that Microsoft retired
   */
  public TeamsAction(
      String name,
      HttpAddress webhook,
      TextTemplate text,
      HttpClients clients,
      Timeouts timeouts,
      Clock clock)
      throws UnfitAddressException {
    refuseRetired(webhook.url().toString());
    this.name = name;
    this.webhook = webhook;
    this.card = new TeamsCard(text);
    this.answers = new Answers(EffectClass.D, clock);
    this.sending = new Sending(webhook, HttpLogin.NONE, EffectClass.D, answers, clients, timeouts);
    this.clients = clients;
    this.timeouts = timeouts;
  }

  /**
   * Refuses an address of a connector that Microsoft retired, before anything else is said of it.
   *
   * @param bound what the environment binds; a text that is no address is not this one's to refuse
   * @throws UnfitAddressException in a sentence that shows the host alone
   */
  public static void refuseRetired(String bound) throws UnfitAddressException {
    HttpUrl url = HttpUrl.parse(bound.strip());
    if (url != null && isRetired(url)) {
      throw UnfitAddressException.at(
          "webhook",
          "the address at "
              + url.host()
              + " is one of an Office 365 connector, which Microsoft has retired; make a workflow"
              + " that posts to the channel when a webhook request is received, and bind its"
              + " address");
    }
  }

  private static boolean isRetired(HttpUrl url) {
    String host = url.host();
    boolean office = host.equals("outlook.office.com") || host.equals("outlook.office365.com");
    return host.equals("webhook.office.com")
        || host.endsWith(".webhook.office.com")
        || (office && url.encodedPath().startsWith("/webhook"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EffectClass effectClass() {
    return EffectClass.D;
  }

  @Override
  public String describe(EffectRequest request) {
    return String.format(
        Locale.ROOT,
        "post a card of %d bytes to %s (teams \"%s\"): category %s",
        card.json(request).length,
        webhook.shown(),
        name,
        request.category());
  }

  @Override
  public EffectResult perform(EffectRequest request, boolean repeated) throws InterruptedException {
    return sending.send(
        new Request.Builder().url(webhook.url()).post(RequestBody.create(card.json(request), JSON)),
        this::meaning);
  }

  private EffectResult meaning(Response response) {
    return switch (answers.meaning(response)) {
      case EffectResult.Done done ->
          new EffectResult.Done(done.receipt() + ": accepted by the workflow");
      case EffectResult.Refused refused ->
          new EffectResult.Refused(refused.cause() + cure(response.code()));
      case EffectResult.NotNow later -> later;
      case EffectResult.Unknown unknown -> unknown;
    };
  }

  private static String cure(int code) {
    return switch (code) {
      case 400 -> ": the workflow does not take the card; see its run history in Power Automate";
      case 401, 403 ->
          ": the address's signature is not accepted; copy the workflow's address anew and bind it";
      case 404, 410 ->
          ": the workflow is gone, is switched off or its owner has left; make it anew";
      default -> "";
    };
  }

  @Override
  public CheckResult check() {
    return Reaching.check(
        webhook,
        webhook.shown(),
        clients,
        timeouts.connect(),
        "; nothing was posted, so that it is not known whether the workflow is switched on");
  }

  @Override
  public void close() {
    // The connections belong to HttpClients.
  }
}
