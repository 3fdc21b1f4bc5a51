package pl.automateforge.agent.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import pl.automateforge.agent.spec.Privacy;

/** A network that exists in the mind only: names, this machine's addresses, and who was called. */
final class EgressNetwork {
  private static final List<String> THIS_MACHINE = List.of("192.0.2.10", "2001:db8::10");

  final List<InetAddress> connected = new ArrayList<>();
  private final Map<String, List<String>> names = new HashMap<>();

  EgressNetwork() {
    name("public.example", "203.0.113.5");
    name("dual.example", "203.0.113.5", "2001:db8:1::5");
    name("self.example", "192.0.2.10");
    name("selfandother.example", "192.0.2.10", "192.0.2.11");
    name("localhost.example", "127.0.0.1", "::1");
    name("lvh.example", "127.0.0.1");
    name("private.example", "10.1.2.3");
    name("meta.example", "169.254.169.254");
    name("metadata.google.internal", "169.254.169.254");
    name("mapped.example", "::ffff:169.254.169.254");
    name("nat64.example", "64:ff9b::a9fe:a9fe");
    name("sixtofour.example", "2002:a9fe:a9fe::1");
    name("mixed.example", "203.0.113.5", "169.254.169.254");
    name("mixed6.example", "203.0.113.5", "fe80::1");
    name("ali.example", "100.100.100.200");
    name("azure.example", "168.63.129.16");
    name("crm.acme.example", "10.9.9.9");
    name("hosted.acme.example", "198.51.100.7");
    name("evilinside.acme.example", "169.254.169.254");
    name("block.example", "10.20.0.5");
    name("half.example", "10.20.0.5", "10.21.0.5");
    name("six.example", "fd12:3456::1");
    name("xn--a-0ha75a.example", "198.51.100.8");
    name("acme.example", "198.51.100.9");
    name("x.crm.acme.example", "10.9.9.9");
    name("crm.acme.example.evil.example", "10.9.9.9");
    name("xcrm.acme.example", "10.9.9.9");
  }

  void name(String name, String... addresses) {
    names.put(name, Arrays.asList(addresses));
  }

  Egress egress(boolean dataMayLeave) {
    return new Egress(
        privacy(
            dataMayLeave,
            "crm.acme.example",
            "Hosted.Acme.example.",
            "evilinside.acme.example",
            "10.20.0.0/16",
            "172.16.5.5",
            "fd12:3456::/32",
            "Źać.example"),
        this::lookup,
        EgressNetwork::isThisMachine);
  }

  /** Calls the address over a real client; who would be connected to is noted, and none is. */
  void call(Egress egress, String url, boolean receivesContent) throws IOException {
    HttpClients clients =
        new HttpClients(
            egress,
            new OkHttpClient.Builder(),
            "test",
            address -> {
              connected.add(address.getAddress());
              throw new ConnectException("seen");
            });
    HttpUse use =
        new HttpUse(
            receivesContent, HttpUse.Sending.ONCE, Duration.ofSeconds(5), Duration.ofSeconds(5));
    try (clients;
        Response response =
            clients.client(use).newCall(new Request.Builder().url(url).build()).execute()) {
      throw new AssertionError("nobody answers here: " + response);
    }
  }

  List<InetAddress> lookup(String host) throws UnknownHostException {
    List<String> addresses = names.get(Hosts.normalized(host));
    if (addresses == null) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> found = new ArrayList<>();
    for (String address : addresses) {
      found.add(InetAddress.getByAddress(host, InetAddress.ofLiteral(address).getAddress()));
    }
    return found;
  }

  static Privacy privacy(boolean dataMayLeave, String... inside) {
    return new Privacy(
        true, dataMayLeave, List.of(inside), List.of(), Duration.ZERO, Duration.ZERO, null);
  }

  static boolean isThisMachine(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || THIS_MACHINE.stream().map(InetAddress::ofLiteral).anyMatch(address::equals);
  }
}
