package pl.automateforge.agent.standin.http;

/** How a reply travels, properly or not. */
public enum Delivery {
  /** As any server does. */
  WHOLE,
  /** The head at once, then the body byte by byte with a pause before each. */
  SLOWLY,
  /** The head promises the whole body, half of it follows, then the connection closes. */
  CUT_OFF,
  /** The connection closes without an answer. */
  CLOSED,
  /** Nothing comes until the client gives up or the server stops. */
  NEVER
}
