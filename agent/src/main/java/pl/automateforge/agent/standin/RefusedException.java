package pl.automateforge.agent.standin;

/** The service would not serve this request; the message is what it would say. */
final class RefusedException extends RuntimeException {
  private final int status;
  private final String type;

  private RefusedException(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static RefusedException invalid(String message) {
    return new RefusedException(400, "invalid_request_error", message);
  }

  static RefusedException unauthorized(String message) {
    return new RefusedException(401, "authentication_error", message);
  }

  static RefusedException notFound(String message) {
    return new RefusedException(404, "not_found_error", message);
  }

  static RefusedException wrongMethod(String message) {
    return new RefusedException(405, "invalid_request_error", message);
  }

  static RefusedException rateLimited(String message) {
    return new RefusedException(429, "rate_limit_error", message);
  }

  static RefusedException of(int status, String type, String message) {
    return new RefusedException(status, type, message);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
