package pl.automateforge.agent.standin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pl.automateforge.agent.standin.demo.DemoMails;

@Timeout(60)
class MailStandInTests {
  private final MailStandIn standIn;

  MailStandInTests() throws IOException {
    standIn = MailStandIn.start();
  }

  @AfterEach
  void close() {
    standIn.close();
    standIn.close();
  }

  @Test
  void handsOutTheBytesThatWereDelivered() throws Exception {
    DemoMails mails = DemoMails.of(7, 100);
    for (String file : mails.labels().keySet()) {
      standIn.deliver(mails.raw(file));
    }
    try (Store store = store(standIn);
        Folder inbox = open(store, "INBOX")) {
      Message[] messages = inbox.getMessages();
      assertThat(messages).hasSize(100);
      int at = 0;
      for (String file : mails.labels().keySet()) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        messages[at++].writeTo(raw);
        assertThat(raw.toString(StandardCharsets.ISO_8859_1))
            .as(file)
            .isEqualTo(new String(mails.raw(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void hasTheFoldersOfAPolishOffice() throws Exception {
    try (Store store = store(standIn)) {
      assertThat(store.getDefaultFolder().list("*"))
          .extracting(Folder::getFullName)
          .contains("INBOX", "Drafts", "Faktury", "Urząd");
    }
    assertThat(standIn.folders().keySet()).startsWith("INBOX").containsAll(MailStandIn.FOLDERS);
  }

  @Test
  void showsWhatAClientMovedFlaggedAndDrafted() throws Exception {
    standIn.deliver(mail("Faktura 7/2026"));
    try (Store store = store(standIn);
        Folder inbox = open(store, "INBOX")) {
      Message message = inbox.getMessage(1);
      message.setFlags(new Flags("AutoForge-1"), true);
      message.setFlag(Flags.Flag.SEEN, true);
      ((IMAPFolder) inbox).moveMessages(new Message[] {message}, store.getFolder("Faktury"));
      Folder drafts = store.getFolder("Drafts");
      drafts.appendMessages(
          new Message[] {new MimeMessage(null, new java.io.ByteArrayInputStream(mail("Re: x")))});
    }
    assertThat(standIn.folder("INBOX")).isEmpty();
    assertThat(standIn.folder("Faktury"))
        .singleElement()
        .satisfies(held -> assertThat(held.flags()).contains("\\Seen", "AutoForge-1"));
    assertThat(standIn.folder("Drafts")).hasSize(1);
  }

  @Test
  void keepsWhatIsSentAndDeliversWhatIsForTheMailbox() throws Exception {
    send("klient@acme.example", "biuro@acme.example");

    assertThat(standIn.sent())
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.to()).containsExactly("biuro@acme.example", "klient@acme.example");
          assertThat(new String(sent.raw(), StandardCharsets.UTF_8)).contains("Subject: Test");
        });
    assertThat(standIn.folder("INBOX")).hasSize(1);
  }

  @Test
  void refusesAWrongPassword() {
    assertThatThrownBy(() ->
            session()
                .getStore("imap")
                .connect("127.0.0.1", standIn.imapPort(), "biuro@acme.example", "wrong"))
        .isInstanceOf(AuthenticationFailedException.class);
  }

  @Test
  void tellsAWaitingClientOfNewMail() throws Exception {
    try (Store store = store(standIn);
        IMAPFolder inbox = (IMAPFolder) open(store, "INBOX")) {
      Thread idle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  inbox.idle(true);
                } catch (MessagingException e) {
                  throw new IllegalStateException(e);
                }
              });
      // The command may not have reached the server yet when the first mail comes.
      do {
        standIn.deliver(mail("now"));
      } while (!idle.join(Duration.ofMillis(200)));
      assertThat(inbox.getMessageCount()).isPositive();
    }
  }

  @Test
  void makesTheSameMailsOfTheSameSeedEachWithItsLabel() throws Exception {
    MailOptions options = MailOptions.DEFAULT.withMails(60, 5);
    try (MailStandIn one = MailStandIn.start(options, Clock.systemUTC());
        MailStandIn other = MailStandIn.start(options, Clock.systemUTC())) {
      assertThat(one.folder("INBOX")).hasSize(60).allMatch(mail -> mail.label().isPresent());
      assertThat(one.folder("INBOX").stream().map(HeldMail::raw).map(Arrays::hashCode).toList())
          .isEqualTo(
              other.folder("INBOX").stream().map(HeldMail::raw).map(Arrays::hashCode).toList());
      Map<String, String> labels = DemoMails.of(5, 60).labels();
      assertThat(one.folder("INBOX"))
          .extracting(mail -> mail.label().orElseThrow())
          .containsExactlyElementsOf(labels.values());
    }
  }

  @Test
  void bringsOneMoreMailAfterAnother() throws Exception {
    MailOptions options = MailOptions.DEFAULT.withMails(1, 5).withOneMore(Duration.ofMillis(20));
    try (MailStandIn live = MailStandIn.start(options, Clock.systemUTC())) {
      while (live.folder("INBOX").size() < 5) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      MailOptions options = MailOptions.DEFAULT.withPorts(taken.getLocalPort(), 0, 0);
      assertThatThrownBy(() -> MailStandIn.start(options, Clock.systemUTC()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void showsHostileMailAsTextAlone() throws Exception {
    standIn.deliver(mail("<script>alert(1)</script>"));

    for (String path :
        List.of(
            "/", "/?lang=pl&folder=Urz%C4%85d", "/mail?folder=INBOX&uid=1", "/?folder=%22%3E<x>")) {
      HttpResponse<String> page = get(path.replace("<", "%3C").replace(">", "%3E"));
      assertThat(page.body()).doesNotContain("<script", "\"><x").contains("</html>");
      assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
          .startsWith("default-src 'none'");
    }
    assertThat(get("/").body()).contains("&lt;script&gt;");
    assertThat(get("/mail?folder=INBOX&uid=99").statusCode()).isEqualTo(404);
    assertThat(get("/_standin/mails").body()).contains("\"folder\":\"INBOX\"", "\"label\":null");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(standIn.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void send(String... to) throws MessagingException {
    MimeMessage message = new MimeMessage(session());
    message.setFrom(new InternetAddress("biuro@acme.example"));
    message.setSubject("Test");
    message.setText("Dzień dobry", "utf-8");
    for (String recipient : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    }
    try (Transport transport = session().getTransport("smtp")) {
      transport.connect("127.0.0.1", standIn.smtpPort(), "biuro@acme.example", "standin");
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private static byte[] mail(String subject) {
    return ("From: klient@acme.example\r\nSubject: " + subject + "\r\n\r\nDzień dobry\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Folder open(Store store, String name) throws MessagingException {
    Folder folder = store.getFolder(name);
    folder.open(Folder.READ_WRITE);
    return folder;
  }

  private static Store store(MailStandIn standIn) throws MessagingException {
    Store store = session().getStore("imap");
    store.connect("127.0.0.1", standIn.imapPort(), "biuro@acme.example", "standin");
    return store;
  }

  private static Session session() {
    Properties properties = new Properties();
    String patience = String.valueOf(TimeUnit.SECONDS.toMillis(30));
    for (String protocol : List.of("imap", "smtp")) {
      properties.setProperty("mail." + protocol + ".timeout", patience);
      properties.setProperty("mail." + protocol + ".connectiontimeout", patience);
    }
    return Session.getInstance(properties);
  }
}
