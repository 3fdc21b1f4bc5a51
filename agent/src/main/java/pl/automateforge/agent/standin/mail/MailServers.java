package pl.automateforge.agent.standin.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library's servers, but for IMAP's connections: they answer at once, and may break. */
final class MailServers extends GreenMail {
  private static final Logger LOG = LoggerFactory.getLogger(MailServers.class);

  MailServers(ServerSetup... setups) {
    super(setups);
  }

  @Override
  protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
    Map<String, AbstractServer> all = new HashMap<>(super.createServices(setups, managers));
    all.computeIfPresent(
        ServerSetup.PROTOCOL_IMAP, (_, server) -> new Imap(server.getServerSetup(), managers));
    return all;
  }

  /** Where IMAP answers. */
  int imapPort() {
    AbstractServer server = services.get(ServerSetup.PROTOCOL_IMAP);
    if (server == null) {
      throw new IllegalStateException("IMAP does not answer");
    }
    return server.getPort();
  }

  private static final class Imap extends AbstractServer {
    Imap(ServerSetup setup, Managers managers) {
      super(setup, managers);
    }

    /** An answer is many small writes, and a client that waits for one acknowledges late. */
    @Override
    protected void handleClientSocket(Socket socket) throws SocketException {
      socket.setTcpNoDelay(true);
      super.handleClientSocket(socket);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket socket) {
      return new Connection(managers, socket);
    }
  }

  /**
   * A client that is gone is no fault of the server; and where flags change at the very moment at
   * which a client goes idle, the library gives the connection up. Clients connect again.
   */
  private static final class Connection extends ImapHandler {
    Connection(Managers managers, Socket socket) {
      super(managers.getUserManager(), managers.getImapHostManager(), socket);
    }

    @Override
    public void run() {
      try {
        super.run();
      } catch (IllegalStateException e) {
        LOG.debug("a connection ended in mid-talk", e);
      }
    }
  }
}
