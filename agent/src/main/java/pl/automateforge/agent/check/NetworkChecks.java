package pl.automateforge.agent.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The loopback only: the health port, and the name that stand-ins and checks use. */
final class NetworkChecks {
  private static final long RESOLVED_WITHIN_S = 5;

  private final Machine machine;

  NetworkChecks(Machine machine) {
    this.machine = machine;
  }

  List<Doctor.Named> all() {
    return List.of(
        new Doctor.Named("health port", this::port),
        new Doctor.Named("localhost", NetworkChecks::localhost));
  }

  private Finding port() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), machine.healthPort());
    try (var socket = new ServerSocket()) {
      socket.bind(address);
      return Finding.ok("health port", socket.getLocalPort() + " is free");
    } catch (IOException e) {
      return Finding.warn(
          "health port",
          machine.healthPort() + " cannot be opened: " + e.getMessage(),
          "write another port under health, or 0 for any; the agent runs without it");
    }
  }

  /** In time: a resolver that asks a dead server hangs for half a minute. */
  private static Finding localhost() throws InterruptedException {
    var resolved =
        CompletableFuture.supplyAsync(NetworkChecks::resolve, Thread::startVirtualThread);
    String cure = "write '127.0.0.1 localhost' into the hosts file";
    try {
      InetAddress[] addresses = resolved.get(RESOLVED_WITHIN_S, TimeUnit.SECONDS);
      String found = Arrays.toString(addresses);
      boolean loopback = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
      return loopback && addresses.length > 0
          ? Finding.ok("localhost", found)
          : Finding.fail("localhost", "is no loopback address: " + found, cure);
    } catch (TimeoutException e) {
      return Finding.fail("localhost", "no answer in " + RESOLVED_WITHIN_S + " s", cure);
    } catch (ExecutionException e) {
      return Finding.fail("localhost", String.valueOf(e.getCause()), cure);
    }
  }

  private static InetAddress[] resolve() {
    try {
      return InetAddress.getAllByName("localhost");
    } catch (UnknownHostException e) {
      throw new IllegalStateException("localhost is unknown", e);
    }
  }
}
