package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be done with an item. */
public sealed interface ActionSpec extends Kind {

  /** One JSON line an effect, appended to a file; the path is absolute. */
  @Doc("One JSON line an effect, appended to a file.")
  record File(@Required @Change(MATERIAL) @Doc("The file, relative to this file.") Path path)
      implements ActionSpec {}

  /**
   * A POST of the decision.
   *
   * @param secret the key of the signature; null for unsigned
   * @param idempotent the receiver honours Idempotency-Key
   */
  @Doc("A POST of the decision.")
  record Webhook(
      @Required
          @Address(value = AddressForm.URL, receivesContent = true)
          @Change(MATERIAL)
          @Doc("Where it is sent.")
          Endpoint url,
      @Change(MATERIAL) @Doc("The slot of the signature's key; without it, unsigned.")
          @Nullable SecretSlot secret,
      @Default("false") @Change(MATERIAL) @Doc("Whether the receiver honours Idempotency-Key.")
          boolean idempotent)
      implements ActionSpec {}

  /**
   * A person decides.
   *
   * @param folder where the mail waits; for mail sources only
   */
  @Doc("A person decides.")
  record Review(
      @Form(TextForm.MAIL_FOLDER) @Change(MATERIAL) @Doc("The mailbox folder where the mail waits.")
          @Nullable String folder)
      implements ActionSpec {}

  /** The mail is moved within its mailbox. */
  @Doc("The mail is moved within its mailbox.")
  record ImapMove(
      @Required @Form(TextForm.MAIL_FOLDER) @Change(MATERIAL) @Doc("The mailbox folder.")
          String folder)
      implements ActionSpec {}

  /** The mail gets a keyword. */
  @Doc("The mail gets a keyword.")
  record ImapFlag(
      @Required
          @Form(TextForm.MAIL_FLAG)
          @Change(MATERIAL)
          @Doc("The keyword, or a flag of the protocol.")
          String flag)
      implements ActionSpec {}

  /** An answer is laid into the mailbox as a draft. */
  @Doc("An answer is laid into the mailbox as a draft.")
  record ImapDraft(
      @Required @Template @Change(MATERIAL) @Doc("The answer's text.") String text,
      @Default("Drafts") @Form(TextForm.MAIL_FOLDER) @Change(MATERIAL) @Doc("The mailbox folder.")
          String folder)
      implements ActionSpec {}

  /** An answer to the original's From only; its risk is always high. */
  @Doc("An answer to the original's From only; its risk is always high.")
  record Reply(@Required @Template @Change(MATERIAL) @Doc("The answer's text.") String text)
      implements ActionSpec {}

  /** A mail to fixed recipients. */
  @Doc("A mail to fixed recipients.")
  record Email(
      @Required @NotEmpty @Form(TextForm.EMAIL) @Change(MATERIAL) @Doc("The recipients.")
          List<String> to,
      @Required @Template @Change(MATERIAL) @Doc("The subject.") String subject,
      @Required @Template @Change(MATERIAL) @Doc("The text.") String text)
      implements ActionSpec {
    public Email {
      to = List.copyOf(to);
    }
  }

  /**
   * A message in Slack: by a webhook, or by token and channel.
   *
   * @param webhook null where token and channel are there
   */
  @Doc("A message in Slack: by a webhook, or by token and channel.")
  record Slack(
      @Address(value = AddressForm.URL, receivesContent = true)
          @Change(MATERIAL)
          @Doc("The slot of the webhook's address.")
          @Nullable SecretSlot webhook,
      @Change(MATERIAL) @Doc("The slot of a bot's token.") @Nullable SecretSlot token,
      @Change(MATERIAL) @Doc("The channel of the bot.") @Nullable String channel,
      @Required @Template @Change(MATERIAL) @Doc("The message.") String text)
      implements ActionSpec {}

  /** A message in Teams. */
  @Doc("A message in Teams.")
  record Teams(
      @Required
          @Address(value = AddressForm.URL, receivesContent = true)
          @Change(MATERIAL)
          @Doc("The slot of the webhook's address.")
          SecretSlot webhook,
      @Required @Template @Change(MATERIAL) @Doc("The message.") String text)
      implements ActionSpec {}

  /** A request with a body of its own. */
  @Doc("A request with a body of its own.")
  record Http(
      @Required
          @Address(value = AddressForm.URL, receivesContent = true)
          @Change(MATERIAL)
          @Doc("Where it is sent.")
          Endpoint url,
      @Default("POST") @Form(TextForm.HTTP_METHOD) @Change(MATERIAL) @Doc("The method.")
          String method,
      @Default("") @Template @Change(MATERIAL) @Doc("The body.") String body,
      @Change(MATERIAL) @Doc("The login; without it, none.") @Nullable Auth auth)
      implements ActionSpec {}

  /** A statement in a database. */
  @Doc("A statement in a database.")
  record Sql(
      @Required
          @Address(value = AddressForm.DATABASE, receivesContent = true)
          @Change(MATERIAL)
          @Doc("The database's address.")
          Endpoint url,
      @Required @Change(MATERIAL) @Doc("The statement, with parameters such as :id and :category.")
          String statement)
      implements ActionSpec {}
}
