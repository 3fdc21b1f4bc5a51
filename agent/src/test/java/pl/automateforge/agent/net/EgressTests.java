package pl.automateforge.agent.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressTests {
  private final EgressNetwork network = new EgressNetwork();

  @ParameterizedTest
  @CsvFileSource(resources = "egress-cases.tsv", delimiter = '\t')
  void refusesAtBindingWhatTheRulesForbid(String policy, String address, String outcome) {
    Optional<URI> uri = uri(address);
    if (uri.isEmpty()) {
      assertThat(outcome).isEqualTo("invalid");
      return;
    }

    Optional<String> refusal = egress(policy).refusal(uri.get(), content(policy));

    switch (outcome) {
      case "ok" -> assertThat(refusal).isEmpty();
      case "unresolved" -> {
        // Where content must stay inside, a name that nobody can place is not given the benefit of
        // the doubt.
        if (policy.equals("open")) {
          assertThat(refusal).isEmpty();
        } else {
          assertThat(refusal).get().asString().contains("refused:", "cannot be resolved");
        }
      }
      case "invalid" ->
          assertThat(refusal)
              .contains("the address is not http:// or https:// with a valid host and port");
      default -> assertThat(refusal).get().asString().contains("refused:", outcome);
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "egress-cases.tsv", delimiter = '\t')
  void refusesAtConnectWhatTheRulesForbid(String policy, String address, String outcome)
      throws Exception {
    if (outcome.equals("invalid")) {
      assertThat(HttpUrl.parse(address)).isNull();
      return;
    }

    Throwable thrown = catchThrowable(() -> network.call(egress(policy), address, content(policy)));

    switch (outcome) {
      case "ok" -> {
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(network.connected).isNotEmpty();
      }
      case "unresolved" -> assertThat(thrown).isInstanceOf(UnknownHostException.class);
      default -> {
        assertThat(thrown).isInstanceOf(EgressRefusedException.class).hasMessageContaining(outcome);
        assertThat(network.connected).isEmpty();
      }
    }
  }

  @Test
  void connectsToTheVeryAddressItCheckedAndNeverAsksAgain() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Egress rebinding =
        new Egress(
            EgressNetwork.privacy(true),
            host ->
                lookups.incrementAndGet() == 1
                    ? List.of(InetAddress.ofLiteral("203.0.113.5"))
                    : List.of(InetAddress.ofLiteral("169.254.169.254")),
            EgressNetwork::isThisMachine);

    assertThatThrownBy(() -> network.call(rebinding, "https://rebind.example/", true))
        .isInstanceOf(ConnectException.class);
    assertThat(lookups).hasValue(1);
    assertThat(network.connected).containsExactly(InetAddress.ofLiteral("203.0.113.5"));

    assertThatThrownBy(() -> network.call(rebinding, "https://rebind.example/", true))
        .isInstanceOf(EgressRefusedException.class);
    assertThat(network.connected).hasSize(1);
  }

  @Test
  void refusesANameThatPassedAtBindingOnceItPointsElsewhere() {
    Egress egress = network.egress(false);
    network.name("moving.example", "10.20.0.5");
    assertThat(egress.refusal(URI.create("https://moving.example/"), true)).isEmpty();

    network.name("moving.example", "203.0.113.5");

    assertThatThrownBy(() -> network.call(egress, "https://moving.example/", true))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessage(
            "connection to moving.example (203.0.113.5) refused: privacy.dataMayLeave is false, and"
                + " the host is neither this machine nor in privacy.inside");
  }

  @Test
  void namesHostAddressAndRule() {
    Throwable thrown =
        catchThrowable(
            () -> network.call(network.egress(true), "https://meta.example/s3cret", true));

    assertThat(thrown)
        .isInstanceOfSatisfying(
            EgressRefusedException.class,
            refused -> {
              assertThat(refused.host()).isEqualTo("meta.example");
              assertThat(refused.address()).contains(InetAddress.ofLiteral("169.254.169.254"));
              assertThat(refused.rule()).contains("never allowed");
              assertThat(refused.sentence()).doesNotContain("s3cret");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*.acme.example",
        "10.0.0.0/33",
        "fd00::/129",
        "10.0.0/8",
        "10.0.0",
        "0x7f000001",
        "https://crm.acme.example",
        "crm.acme.example:443",
        "10.0.0.0/x",
        "/8",
        "a b"
      })
  void refusesAnEntryOfInsideThatIsNoHost(String entry) {
    assertThatThrownBy(() -> Egress.of(EgressNetwork.privacy(false, "10.0.0.1", entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("privacy.inside: \"" + entry + "\" is neither");
  }

  @Test
  void takesAnAddressInBracketsForTheAddress() {
    Egress egress = Egress.of(EgressNetwork.privacy(false, "[fd12::7]"));

    assertThat(egress.refusal(URI.create("https://[fd12::7]/"), true)).isEmpty();
    assertThat(egress.refusal(URI.create("https://[fd12::8]/"), true)).isPresent();
  }

  @Test
  void takesTheAddressesOfItsInterfacesForThisMachine() throws Exception {
    ThisMachine machine = ThisMachine.byInterfaces();

    assertThat(machine.has(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(machine.has(InetAddress.ofLiteral("203.0.113.99"))).isFalse();
    assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
        .isNotEmpty()
        .allMatch(machine::has);
  }

  private Egress egress(String policy) {
    return network.egress(policy.equals("open"));
  }

  private static boolean content(String policy) {
    return !policy.endsWith("no-content");
  }

  private static Optional<URI> uri(String address) {
    try {
      return Optional.of(new URI(address));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
