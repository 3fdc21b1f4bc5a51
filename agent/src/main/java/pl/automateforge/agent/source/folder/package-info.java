/**
 * Mail that lies in files: a folder of {@code .eml} files, or one mbox file. Reads and never
 * writes: nothing here moves, marks or deletes a file. Offers {@link
 * pl.automateforge.agent.source.folder.FolderSource}.
 */
@NullMarked
package pl.automateforge.agent.source.folder;

import org.jspecify.annotations.NullMarked;
