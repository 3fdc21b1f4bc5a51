package pl.automateforge.agent.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import pl.automateforge.agent.action.UnfitBindingException;
import pl.automateforge.agent.database.UnfitDatabaseException;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.UnfitAddressException;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.folder.FolderLimits;
import pl.automateforge.agent.source.folder.FolderSource;
import pl.automateforge.agent.source.http.HttpSource;
import pl.automateforge.agent.source.imap.ImapSource;
import pl.automateforge.agent.source.sql.SqlSource;
import pl.automateforge.agent.spec.Bindings;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Problem;
import pl.automateforge.agent.spec.SourceSpec;

/** Makes a spec's source. */
final class Sources {
  private final LoadedSpec loaded;
  private final Bindings bindings;
  private final HttpClients clients;
  private final Clock clock;
  private final MailConnections mails;
  private final Path state;

  Sources(
      LoadedSpec loaded,
      Bindings bindings,
      HttpClients clients,
      MailConnections mails,
      Clock clock,
      Path state) {
    this.loaded = loaded;
    this.bindings = bindings;
    this.clients = clients;
    this.mails = mails;
    this.clock = clock;
    this.state = state;
  }

  /** Touches nothing but the resolving of names. */
  Source create() throws UnfitBindingException {
    return switch (loaded.spec().source()) {
      case SourceSpec.Folder folder -> folder(folder);
      case SourceSpec.Http http -> http(http);
      case SourceSpec.Sql sql -> sql(sql);
      case SourceSpec.Imap imap ->
          ImapSource.of(imap, Objects.requireNonNull(mails.mailbox(), "the mailbox"), clock);
    };
  }

  private Source folder(SourceSpec.Folder folder) {
    Duration since = folder.filter() == null ? null : folder.filter().since();
    return new FolderSource(folder.path(), since, clock, FolderLimits.DEFAULT);
  }

  private Source http(SourceSpec.Http http) throws UnfitBindingException {
    try {
      return HttpSource.of(http, bindings, clients, loaded.spec().limits(), clock, state);
    } catch (UnfitAddressException e) {
      throw unfit(e.key(), e.sentence(), e.unsafe());
    }
  }

  private Source sql(SourceSpec.Sql sql) throws UnfitBindingException {
    try {
      return SqlSource.of(sql, bindings, clients.egress(), loaded.spec().limits(), loaded.folder());
    } catch (UnfitDatabaseException e) {
      throw unfit("url", e.sentence(), e.unsafe());
    }
  }

  private static UnfitBindingException unfit(String key, String sentence, boolean unsafe) {
    return new UnfitBindingException(
        List.of(new Problem(Problem.Severity.ERROR, 0, 0, "source." + key, sentence)), unsafe);
  }
}
