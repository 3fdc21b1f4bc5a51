package pl.automateforge.agent.standin.http;

/** A request that cannot be read on; the connection is of no more use. */
final class UnreadableRequestException extends Exception {
  private final int status;

  UnreadableRequestException(int status, String problem) {
    super(problem);
    this.status = status;
  }

  int status() {
    return status;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
