package pl.automateforge.agent.source.http;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import pl.automateforge.agent.net.HttpClients;
import pl.automateforge.agent.net.RawHttpServer;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.source.SourceContractTests;

/** A list in pages does what every source must do. */
class PagedHttpSourceContractTests extends SourceContractTests {
  final ListServer list = new ListServer();
  final HttpClients clients = HttpSources.clients();

  @AfterEach
  void stop() throws IOException {
    clients.close();
    list.close();
  }

  @Override
  protected Source open() {
    return HttpSources.paged(list.uri(), clients, HttpSources.SMALL);
  }

  @Override
  protected void deliver(String subject) {
    list.add("Subject: " + subject + "\r\nHello");
  }

  @Override
  protected void remove(String subject) {
    list.remove(subject);
  }

  @Override
  protected void breakIt() {
    list.broken = RawHttpServer.answering("503 Busy");
  }
}
