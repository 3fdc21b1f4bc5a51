package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where items come from. */
public sealed interface SourceSpec extends Kind {

  /**
   * A folder of {@code .eml} files or one mbox file; the path is absolute.
   *
   * @param filter null where the first run takes everything
   */
  @Doc("A folder of .eml files, or one mbox file.")
  record Folder(
      @Required @Change(MATERIAL) @Doc("The folder or file, relative to this file.") Path path,
      @Change(MATERIAL) @Doc("Bounds the first run.") @Nullable FileFilter filter)
      implements SourceSpec {
    /** Everything in the folder. */
    public Folder(Path path) {
      this(path, null);
    }
  }

  /** A mailbox folder. */
  @Doc("A folder of a mailbox.")
  record Imap(
      @Required @Address(AddressForm.HOST) @Change(MATERIAL) @Doc("The server's name or address.")
          Endpoint host,
      @Default("993") @Range(min = "1", max = "65535") @Change(MATERIAL) @Doc("The server's port.")
          int port,
      @Default("required")
          @Change(MATERIAL)
          @Doc("How the connection is protected; none only towards this machine.")
          MailSpec.Tls tls,
      @Form(TextForm.PIN)
          @Change(MATERIAL)
          @Doc("The key hash of a certificate that bears another name.")
          @Nullable String pin,
      @Required @Change(MATERIAL) @Doc("The login.") Auth.OfMail auth,
      @Default("INBOX") @Change(MATERIAL) @Doc("The mailbox folder.") String folder,
      @Change(MATERIAL) @Doc("Bounds the first run.") MailFilter filter,
      @Default("false")
          @Change(MATERIAL)
          @Doc("Whether new mail starts a run at once, within hours and days.")
          boolean push)
      implements SourceSpec {}

  /**
   * Objects of a JSON answer.
   *
   * @param items the pointer to the array; {@code id}, {@code text} and the cursor's value are
   *     pointers within one of its elements
   * @param cursor null where every fetch reads everything
   */
  @Doc("Objects of a JSON answer.")
  record Http(
      @Required @Address(AddressForm.URL) @Change(MATERIAL) @Doc("Where the items are fetched.")
          Endpoint url,
      @Default("")
          @Form(TextForm.JSON_POINTER)
          @Change(MATERIAL)
          @Doc("The pointer to the array of items; without it, the answer is the array.")
          String items,
      @Required @Form(TextForm.JSON_POINTER) @Change(MATERIAL) @Doc("The pointer to an item's id.")
          String id,
      @Required
          @Form(TextForm.JSON_POINTER)
          @Change(MATERIAL)
          @Doc("The pointer to an item's text.")
          String text,
      @Change(MATERIAL) @Doc("How only new items are asked for.") @Nullable PageCursor cursor,
      @Change(MATERIAL) @Doc("The login; without it, none.") @Nullable Auth auth)
      implements SourceSpec {}

  /** Rows of a query. */
  @Doc("Rows of a query.")
  record Sql(
      @Required @Address(AddressForm.DATABASE) @Change(MATERIAL) @Doc("The database's address.")
          Endpoint url,
      @Required @Change(MATERIAL) @Doc("The statement that selects the items.") String query,
      @Required @Change(MATERIAL) @Doc("The column of an item's id.") String id,
      @Required @Change(MATERIAL) @Doc("The column of an item's text.") String text)
      implements SourceSpec {}

  /** Bounds the first run over files by their modification time. */
  record FileFilter(
      @Required
          @Between(min = "1m", max = "3650d")
          @Change(MATERIAL)
          @Doc("How old a file may be in the first run.")
          Duration since) {}

  /** Bounds the first run over mails; afterwards the cursor decides. */
  record MailFilter(
      @Default("false") @Change(MATERIAL) @Doc("Whether only unread mail is taken.") boolean unseen,
      @Default("72h")
          @Between(min = "1m", max = "3650d")
          @Change(MATERIAL)
          @Doc("How old a mail may be in the first run; at least the schedule's longest gap.")
          Duration since) {}

  /** How an HTTP source is asked for what came after the last item. */
  record PageCursor(
      @Required @Change(MATERIAL) @Doc("The query parameter that takes the last item's value.")
          String parameter,
      @Required
          @Form(TextForm.JSON_POINTER)
          @Change(MATERIAL)
          @Doc("The pointer to that value within an item.")
          String value) {}
}
