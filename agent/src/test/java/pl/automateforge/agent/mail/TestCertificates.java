package pl.automateforge.agent.mail;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** A throwaway key and certificate, in files that a server reads. */
public final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path certificate;
  private final Path key;
  private final KeyStore keys;

  /**
   * @param names such as {@code dns:localhost,ip:127.0.0.1}
   * @param start as keytool reads it, such as {@code -1d}
   */
  public TestCertificates(Path folder, String names, String start, int days) throws Exception {
    Path file = folder.resolve("keys.p12");
    keytool(file, names, start, days);
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    certificate = pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate().getEncoded());
    key = pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("own", PASSWORD).getEncoded());
  }

  public static TestCertificates forThisMachine(Path folder) throws Exception {
    return new TestCertificates(folder, "dns:localhost,ip:127.0.0.1", "-1d", 100);
  }

  public Path certificateFile() {
    return certificate;
  }

  public Path keyFile() {
    return key;
  }

  public X509Certificate certificate() throws Exception {
    return (X509Certificate) keys.getCertificate("own");
  }

  /** Trusts this certificate and no other. */
  public X509ExtendedTrustManager trust() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("own", certificate());
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws Exception {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
            + "\n-----END "
            + kind
            + "-----\n";
    return Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  private static void keytool(Path file, String names, String start, int days) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of(
            "-genkeypair",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=test"));
    command.addAll(List.of("-ext", "san=" + names, "-startdate", start));
    command.addAll(List.of("-validity", String.valueOf(days), "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
  }
}
