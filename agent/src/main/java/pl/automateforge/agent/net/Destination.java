package pl.automateforge.agent.net;

import okhttp3.HttpUrl;

/**
 * Where a connection would go, as far as the egress policy cares.
 *
 * @param host a name or a literal address, without brackets
 * @param plainText whether what is sent could be read on the way
 * @param receivesContent whether the host would receive an item's content
 */
public record Destination(String host, boolean plainText, boolean receivesContent) {

  static Destination of(HttpUrl url, boolean receivesContent) {
    return new Destination(url.host(), !url.isHttps(), receivesContent);
  }
}
