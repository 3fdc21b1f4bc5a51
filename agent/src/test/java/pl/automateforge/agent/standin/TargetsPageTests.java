package pl.automateforge.agent.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.automateforge.agent.standin.StandInClient.Got;

class TargetsPageTests {
  private TargetsStandIn standIn;
  private StandInClient client;

  @BeforeEach
  void start() throws IOException {
    standIn = TargetsStandIn.start(TargetsOptions.DEFAULT, Clock.systemUTC());
    client = new StandInClient(standIn.address());
  }

  @AfterEach
  void stop() {
    client.close();
    standIn.close();
  }

  private Document page(String path) throws Exception {
    return Jsoup.parse(client.get(path).response().body());
  }

  @Test
  void saysWhatToDoWhileItIsEmpty() throws Exception {
    Document page = page("/?lang=en");
    assertThat(page.expectFirst(".empty").text())
        .contains("Nothing has arrived yet")
        .contains("http://127.0.0.1:" + standIn.port() + "/hook/erp");
  }

  @Test
  void showsTheNewestFirst() throws Exception {
    client.post(
        "/hook/erp", "{\"subject\":\"Pierwsza\",\"category\":\"invoice\",\"confidence\":0.9}");
    client.post("/hook/erp", "{\"subject\":\"Druga\",\"sender\":\"a@acme.example\"}");
    Document page = page("/?lang=pl");
    assertThat(page.select("li .what > b").eachText()).containsExactly("Druga", "Pierwsza");
    assertThat(page.expectFirst(".chip").text()).isEqualTo("invoice");
    assertThat(page.expectFirst(".sure").text()).isEqualTo("90 %");
    assertThat(page.select(".tile").eachText()).startsWith("2 zgłoszenia", "2 różne skutki");
    assertThat(page(page.select("li a").getLast().attr("href")).expectFirst("pre").text())
        .contains("\"subject\" : \"Pierwsza\"");
    assertThat(client.get("/records/99").status()).isEqualTo(404);
  }

  @Test
  void escapesWhatOthersWrote() throws Exception {
    String evil = "</b><script>alert(1)</script>\\\" onload=\\\"x\\u202e<img src=x>";
    client.post(
        "/%3Cscript%3E",
        "{\"subject\":\"%1$s\",\"sender\":\"%1$s\",\"category\":\"%1$s\",\"id\":\"%1$s\"}"
            .formatted(evil));
    client.post("/x", "<script>alert(2)</script>");
    for (String path : new String[] {"/", "/records/1", "/records/2"}) {
      Got got = client.get(path);
      Document page = Jsoup.parse(got.response().body());
      assertThat(page.select("script, img, [onload]")).as(path).isEmpty();
      assertThat(got.response().body()).doesNotContain("\u202e");
      assertThat(got.header("content-security-policy"))
          .contains("default-src 'none'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(page.select("[style], style, [src]")).isEmpty();
    }
    assertThat(page("/").expectFirst("li").text()).contains("<script>");
  }

  @Test
  void turnsPagesAndRefreshesUntilTold() throws Exception {
    for (int i = 1; i <= 51; i++) {
      client.post("/hook", "{\"subject\":\"Nr " + i + "\"}");
    }
    Document first = page("/?lang=en&refresh=off");
    assertThat(first.select("li")).hasSize(50);
    assertThat(first.select("meta[http-equiv=refresh]")).isEmpty();
    Document second = page(first.expectFirst(".list nav a").attr("href"));
    assertThat(second.select("li .what > b").eachText()).containsExactly("Nr 1");
    assertThat(second.select("meta[http-equiv=refresh]")).isEmpty();
    assertThat(page("/").expectFirst("meta[http-equiv=refresh]").attr("content")).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource({
    "'pl,en;q=0.5', pl, Co dotarło",
    "'en-GB,pl;q=0.5', en, What arrived",
    "'de,fr', en, What arrived",
    "'pl-PL', pl, Co dotarło",
    "';;;', en, What arrived"
  })
  void speaksTheLanguageThatIsAskedFor(String accepted, String language, String title)
      throws Exception {
    Got got = client.send(client.request("/").header("Accept-Language", accepted).build());
    Document page = Jsoup.parse(got.response().body());
    assertThat(page.expectFirst("html").attr("lang")).isEqualTo(language);
    assertThat(page.expectFirst("h1").text()).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "0, zgłoszeń",
    "1, zgłoszenie",
    "2, zgłoszenia",
    "5, zgłoszeń",
    "12, zgłoszeń",
    "22, zgłoszenia",
    "112, zgłoszeń",
    "1001, zgłoszeń"
  })
  void countsInPolish(long number, String noun) {
    assertThat(PageWords.POLISH.counted("arrived", number)).isEqualTo(noun);
  }
}
