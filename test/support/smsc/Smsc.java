import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * A message centre on loopback. It prints its port, then a line for each bind, message and end of a session. The last digit of a recipient
 * says what becomes of a message: 1 a bad address, 2 throttled, 3 delivered with a receipt that has no parameters and the id in decimal, 4 undeliverable, 5 no
 * receipt, others delivered. The password "wrong" is refused.
 */
public class Smsc implements ServerMessageReceiverListener {
  private final AtomicInteger last = new AtomicInteger();
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);

  public static void main(String[] arguments) throws Exception {
    ServerSocket socket = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress());
    ServerConnection connection = new ServerSocketConnection(socket);
    ServerConnectionFactory factory = new ServerConnectionFactory() {
      public ServerConnection listen(int port) { return connection; }
      public ServerConnection listen(int port, int timeout) { return connection; }
      public ServerConnection listen(int port, int timeout, int backlog) { return connection; }
    };
    SMPPServerSessionListener listener = new SMPPServerSessionListener(0, factory);
    say("port " + socket.getLocalPort());
    Smsc smsc = new Smsc();
    new Thread(() -> {
      try {
        while (System.in.read() >= 0) { } // ends with the one who started it
      } catch (IOException ignored) { }
      System.exit(0);
    }).start();
    while (true) {
      SMPPServerSession session = listener.accept();
      session.setMessageReceiverListener(smsc);
      session.setEnquireLinkTimer(500); // it asks too whether the line is there
      session.addSessionStateListener((now, before, source) -> say("state " + now));
      new Thread(() -> bind(session)).start();
    }
  }

  private static void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(5000);
      say("bind " + request.getBindType() + " " + request.getSystemId() + " " + request.getInterfaceVersion());
      if (request.getPassword().equals("wrong")) request.reject(0x0e);
      else request.accept("smsc");
    } catch (Exception error) {
      say("nobind " + error);
    }
  }

  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session) throws ProcessRequestException {
    String recipient = message.getDestAddress();
    say(String.join(" ", "submit", "" + message.getSourceAddrTon(), "" + message.getSourceAddrNpi(), message.getSourceAddr(),
        "" + message.getDestAddrTon(), "" + message.getDestAddrNpi(), recipient, "" + (message.getEsmClass() & 0xff), "" + message.getDataCoding(),
        "" + message.getRegisteredDelivery(), HexFormat.of().formatHex(message.getShortMessage()), "-"));
    char wish = recipient.charAt(recipient.length() - 1);
    if (wish == '1') throw new ProcessRequestException("bad address", 0x0b);
    if (wish == '2') throw new ProcessRequestException("throttled", 0x58);
    String id = String.format("%08X", 0xABC0000 + last.incrementAndGet());
    if (wish != '5') later.schedule(() -> deliver(session, message, id, wish), 50, TimeUnit.MILLISECONDS);
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (Exception error) {
      throw new ProcessRequestException(error.toString(), 8);
    }
  }

  private void deliver(SMPPServerSession session, SubmitSm message, String id, char wish) {
    String state = wish == '4' ? "UNDELIV" : "DELIVRD";
    String text = "id:" + (wish == '3' ? "" + Long.parseLong(id, 16) : id) + " sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:" + state
        + " err:" + (wish == '4' ? "027" : "000") + " text:stat:WRONG";
    OptionalParameter[] parameters = wish == '3' ? new OptionalParameter[0] : new OptionalParameter[] {
      new OptionalParameter.Receipted_message_id(id),
      new OptionalParameter.Message_state((wish == '4' ? MessageState.UNDELIVERABLE : MessageState.DELIVERED).value()),
    };
    try {
      session.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, message.getDestAddress(), TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN, message.getSourceAddr(), new ESMClass(MessageType.SMSC_DEL_RECEIPT.value()), (byte) 0, (byte) 0,
          new RegisteredDelivery(0), DataCodings.ZERO, text.getBytes("ISO-8859-1"), parameters);
      say("receipt-taken " + id);
    } catch (Exception error) {
      say("receipt-refused " + id + " " + error);
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static <T> T no() throws ProcessRequestException {
    throw new ProcessRequestException("not here", 3);
  }

  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession session) throws ProcessRequestException { return no(); }
  public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession session) throws ProcessRequestException { return no(); }
  public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession session) throws ProcessRequestException { no(); }
  public void onAcceptCancelSm(CancelSm request, SMPPServerSession session) throws ProcessRequestException { no(); }
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession session) throws ProcessRequestException { return no(); }
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession session) throws ProcessRequestException { no(); }
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession session) throws ProcessRequestException { return no(); }
  public DataSmResult onAcceptDataSm(DataSm request, Session session) throws ProcessRequestException { return no(); }
}
