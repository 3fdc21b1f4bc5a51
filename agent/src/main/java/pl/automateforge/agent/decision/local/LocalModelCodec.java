package pl.automateforge.agent.decision.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pl.automateforge.agent.spec.Hashes;

/**
 * A model as bytes: magic, revision, key, then the model's parts big-endian, then SHA-256 over all
 * that precedes. The same model gives the same bytes.
 */
final class LocalModelCodec {
  private static final int MAGIC = 0x41464c4d;
  private static final int DIGEST = 32;

  private LocalModelCodec() {}

  static byte[] encode(LocalModel model, String revision, String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeUTF(revision);
      out.writeUTF(key);
      write(out, model);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    bytes.writeBytes(Hashes.digest().digest(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException where the bytes are damaged or belong to another revision or key
   */
  static LocalModel decode(byte[] bytes, String revision, String key) throws IOException {
    if (bytes.length < DIGEST) {
      throw new IOException("only " + bytes.length + " bytes");
    }
    int length = bytes.length - DIGEST;
    MessageDigest digest = Hashes.digest();
    digest.update(bytes, 0, length);
    if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new IOException("its checksum does not match");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      expect("magic", MAGIC, in.readInt());
      expect("revision", revision, in.readUTF());
      expect("key", key, in.readUTF());
      return read(in);
    } catch (RuntimeException e) {
      throw new IOException("its parts do not fit together", e);
    }
  }

  private static void write(DataOutputStream out, LocalModel model) throws IOException {
    out.writeInt(model.labels().size());
    for (int i = 0; i < model.labels().size(); i++) {
      out.writeUTF(model.labels().get(i));
      out.writeInt(model.support()[i]);
      out.writeFloat(model.weights().bias()[i]);
    }
    Calibration calibration = model.calibration();
    out.writeBoolean(calibration.measured());
    out.writeDouble(calibration.temperature());
    out.writeDouble(calibration.accuracy());
    out.writeDouble(calibration.error());
    HeldOut heldOut = model.heldOut();
    out.writeInt(heldOut.size());
    out.write(bytes(heldOut.confidences()));
    out.write(bytes(heldOut.answers()));
    for (boolean right : heldOut.right()) {
      out.writeBoolean(right);
    }
    Vocabulary vocabulary = model.vocabulary();
    out.writeInt(vocabulary.textLimit());
    out.writeFloat(vocabulary.unknownIdf());
    out.writeInt(vocabulary.size());
    out.write(bytes(vocabulary.features()));
    out.write(bytes(vocabulary.idf()));
    out.write(bytes(model.weights().scale()));
    out.write(model.weights().quantized());
  }

  private static LocalModel read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> labels = new ArrayList<>();
    int[] support = new int[count];
    float[] bias = new float[count];
    for (int i = 0; i < count; i++) {
      labels.add(in.readUTF());
      support[i] = in.readInt();
      bias[i] = in.readFloat();
    }
    Calibration calibration =
        new Calibration(in.readBoolean(), in.readDouble(), in.readDouble(), in.readDouble());
    HeldOut heldOut = heldOut(in, count);
    int limit = in.readInt();
    float unknownIdf = in.readFloat();
    int size = in.readInt();
    long[] features = new long[size];
    ByteBuffer.wrap(exactly(in, 8 * size)).asLongBuffer().get(features);
    float[] idf = floats(in, size);
    float[] scale = floats(in, size);
    byte[] quantized = exactly(in, Math.multiplyExact(size, count));
    return new LocalModel(
        labels,
        support,
        Vocabulary.of(features, idf, unknownIdf, limit),
        new Weights(quantized, scale, bias),
        calibration,
        heldOut);
  }

  private static HeldOut heldOut(DataInputStream in, int labels) throws IOException {
    int size = in.readInt();
    float[] confidences = floats(in, size);
    int[] answers = new int[size];
    ByteBuffer.wrap(exactly(in, Math.multiplyExact(4, size))).asIntBuffer().get(answers);
    boolean[] right = new boolean[size];
    for (int i = 0; i < size; i++) {
      right[i] = in.readBoolean();
      if (answers[i] < 0 || answers[i] >= labels) {
        throw new IOException("an answer held out is none of its labels");
      }
    }
    return new HeldOut(confidences, answers, right);
  }

  private static float[] floats(DataInputStream in, int size) throws IOException {
    float[] values = new float[size];
    ByteBuffer.wrap(exactly(in, 4 * size)).asFloatBuffer().get(values);
    return values;
  }

  private static byte[] exactly(DataInputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return bytes;
  }

  private static byte[] bytes(long[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  private static byte[] bytes(int[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static <T> void expect(String what, T wanted, T found) throws IOException {
    if (!wanted.equals(found)) {
      throw new IOException("its " + what + " is " + found + ", not " + wanted);
    }
  }
}
