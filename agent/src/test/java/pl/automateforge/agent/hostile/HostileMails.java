package pl.automateforge.agent.hostile;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Mails that were made to break or to stall whoever reads them. */
public final class HostileMails {
  private static final String HEAD =
      "From: Jan <jan@client.example>\r\nTo: biuro@acme.example\r\nMIME-Version: 1.0\r\n";
  private static final String MIXED =
      HEAD + "Subject: hostile\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
  private static final String HTML =
      HEAD + "Subject: hostile\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

  private HostileMails() {}

  /** Writes its bytes. */
  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Lays each into a file that bears its name.
   *
   * @param huge whether the one of 300 MB is among them
   */
  public static int into(Path folder, boolean huge) throws IOException {
    Map<String, Writer> all = all(huge);
    for (Map.Entry<String, Writer> one : all.entrySet()) {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(folder.resolve(one.getKey() + ".eml")), 1 << 20)) {
        one.getValue().write(out);
      }
    }
    return all.size();
  }

  /** The bytes of each but the one of 300 MB, by name. */
  public static Map<String, byte[]> bytes() {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    all(false)
        .forEach((name, writer) -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try {
            writer.write(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          bytes.put(name, out.toByteArray());
        });
    return bytes;
  }

  private static Map<String, Writer> all(boolean huge) {
    Map<String, Writer> all = new LinkedHashMap<>();
    all.put(
        "headers",
        out -> {
          put(out, HEAD + "Subject: hostile\r\n");
          for (int i = 0; i < 100_000; i++) {
            put(out, "X-Header-" + i + ": value\r\n");
          }
          put(out, "\r\nbody\r\n");
        });
    all.put(
        "depth",
        out -> {
          put(out, HEAD + "Subject: hostile\r\n");
          for (int i = 0; i < 1_000; i++) {
            put(out, "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
          }
          put(out, "\r\nat the bottom\r\n");
        });
    all.put(
        "messages",
        out ->
            put(
                out,
                (HEAD + "Subject: hostile\r\nContent-Type: message/rfc822\r\n\r\n").repeat(1_000)));
    all.put(
        "header-line",
        out -> put(out, HEAD + "Subject: " + "x".repeat(1 << 20) + "\r\n\r\nbody\r\n"));
    all.put(
        "header-fold",
        out -> put(out, HEAD + "Subject: x" + "\r\n y".repeat(500_000) + "\r\n\r\nbody\r\n"));
    all.put("no-body", out -> put(out, "x".repeat(1 << 20)));
    all.put(
        "attachments",
        out -> {
          put(out, MIXED + "--b\r\n\r\nbody\r\n");
          for (int i = 0; i < 100_000; i++) {
            put(out, "--b\r\nContent-Type: application/pdf; name=a" + i + ".pdf\r\n\r\nx\r\n");
          }
        });
    all.put(
        "base64",
        out -> {
          put(out, HEAD + "Subject: hostile\r\nContent-Transfer-Encoding: base64\r\n\r\n");
          for (int i = 0; i < 400_000; i++) {
            put(out, "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n");
          }
        });
    all.put(
        "encoded-words",
        out ->
            put(out, HEAD + "Subject: " + "=?utf-8?B?QUFB?= ".repeat(60_000) + "\r\n\r\nbody\r\n"));
    all.put(
        "parameters",
        out ->
            put(
                out,
                HEAD
                    + "Subject: hostile\r\nContent-Type: text/plain"
                    + "; name*0*=x".repeat(50_000)
                    + "\r\n\r\nbody\r\n"));
    all.put("boundary", out -> put(out, MIXED + "--b\r\n".repeat(300_000)));
    all.put("html-deep", out -> put(out, HTML + "<div><table><tr><td>".repeat(100_000)));
    all.put("html-open", out -> put(out, HTML + "<a href='".repeat(300_000)));
    all.put("html-entities", out -> put(out, HTML + "&#x41;&amp;".repeat(300_000)));
    all.put(
        "css",
        out ->
            put(
                out,
                HTML
                    + "<style>"
                    + ".a .b .c * :nth-child(2) {color:#fff} ".repeat(20_000)
                    + "</style>"
                    + "<i class='a b c'>x</i>".repeat(20_000)));
    all.put(
        "utf7",
        out ->
            put(
                out,
                HEAD
                    + "Subject: hostile\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n"
                    + "+AEE-".repeat(500_000)));
    all.put(
        "iso2022",
        out ->
            put(
                out,
                HEAD
                    + "Subject: hostile\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
                    + "\u001b$B\u001b(B".repeat(500_000)));
    all.put(
        "utf32",
        out -> {
          put(out, HEAD + "Subject: hostile\r\nContent-Type: text/plain; charset=utf-32\r\n\r\n");
          byte[] noise = new byte[4 << 20];
          new Random(5).nextBytes(noise);
          out.write(noise);
        });
    all.put("quotes", out -> put(out, HEAD + "Subject: hostile\r\n\r\n" + ">".repeat(4_000_000)));
    all.put(
        "zip",
        out -> {
          put(
              out,
              MIXED
                  + "--b\r\n\r\nbody\r\n--b\r\nContent-Type: application/zip; name=42.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n");
          out.write(Base64.getMimeEncoder().encode(zip()));
          put(out, "\r\n--b--\r\n");
        });
    if (huge) {
      all.put(
          "huge",
          out -> {
            put(
                out,
                MIXED + "--b\r\n\r\nbody\r\n--b\r\nContent-Type: video/mp4; name=a.mp4\r\n\r\n");
            byte[] megabyte =
                "0123456789abcdef".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 300; i++) {
              out.write(megabyte);
            }
          });
    }
    return all;
  }

  /** A thousand times its size once it is unpacked, and one more within. */
  private static byte[] zip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("../../zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    return packed.toByteArray();
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
