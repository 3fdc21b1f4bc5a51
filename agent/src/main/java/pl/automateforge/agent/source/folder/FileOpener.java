package pl.automateforge.agent.source.folder;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** Opens a file for reading: the place where tests let a disk misbehave. */
@FunctionalInterface
interface FileOpener {
  SeekableByteChannel open(Path file) throws IOException;
}
