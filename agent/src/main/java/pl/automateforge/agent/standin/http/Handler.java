package pl.automateforge.agent.standin.http;

/** Answers requests; called from many threads at once. */
public interface Handler {
  /**
   * Answers one request.
   *
   * @throws InterruptedException where the server stops meanwhile
   */
  Reply handle(Request request) throws InterruptedException;

  /**
   * What to say to a request that cannot be read or is too large.
   *
   * @param status 400, 413 or 431
   */
  Reply unreadable(int status, String problem);
}
