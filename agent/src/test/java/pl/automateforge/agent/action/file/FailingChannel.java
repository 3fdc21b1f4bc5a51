package pl.automateforge.agent.action.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A real file that fails when told to, as full and dying disks do. */
final class FailingChannel extends FileChannel {

  /** What fails, once. */
  enum Fault {
    /** Nothing is written. */
    WRITE,
    /** The first line and half of the second are written, and can be taken back. */
    WRITE_IN_PART,
    /** The same, and they cannot be taken back. */
    WRITE_IN_PART_AND_TRUNCATE,
    /** All is written; whether it is on the disk nobody knows. */
    FORCE,
    /** The same, and it cannot be taken back. */
    FORCE_AND_TRUNCATE
  }

  /** Tells the channels of a file what shall fail, and remembers what was forced. */
  static final class Faults {
    private @Nullable Fault next;
    private int forced;
    private long forcedSize;

    FileChannel open(Path path) throws IOException {
      return new FailingChannel(
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
          this);
    }

    void next(Fault fault) {
      next = fault;
    }

    int forced() {
      return forced;
    }

    long forcedSize() {
      return forcedSize;
    }
  }

  private final FileChannel real;
  private final Faults faults;

  private FailingChannel(FileChannel real, Faults faults) {
    this.real = real;
    this.faults = faults;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    Fault fault = faults.next;
    if (fault == Fault.WRITE) {
      faults.next = null;
      throw new IOException("No space left on device");
    }
    if (fault == Fault.WRITE_IN_PART || fault == Fault.WRITE_IN_PART_AND_TRUNCATE) {
      real.write(bytes.slice(bytes.position(), bytes.remaining() * 3 / 4));
      throw new IOException("No space left on device");
    }
    return real.write(bytes);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (faults.next == Fault.FORCE || faults.next == Fault.FORCE_AND_TRUNCATE) {
      throw new IOException("Input/output error");
    }
    real.force(metaData);
    faults.forced++;
    faults.forcedSize = real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    Fault fault = faults.next;
    faults.next = null;
    if (fault == Fault.WRITE_IN_PART_AND_TRUNCATE || fault == Fault.FORCE_AND_TRUNCATE) {
      throw new IOException("Input/output error");
    }
    return real.truncate(size);
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public int read(ByteBuffer bytes) {
    throw notUsed();
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) {
    throw notUsed();
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) {
    throw notUsed();
  }

  @Override
  public long position() {
    throw notUsed();
  }

  @Override
  public FileChannel position(long position) {
    throw notUsed();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw notUsed();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw notUsed();
  }

  @Override
  public int read(ByteBuffer bytes, long position) {
    throw notUsed();
  }

  @Override
  public int write(ByteBuffer bytes, long position) {
    throw notUsed();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw notUsed();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw notUsed();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw notUsed();
  }

  private static UnsupportedOperationException notUsed() {
    return new UnsupportedOperationException("an appender only appends");
  }
}
