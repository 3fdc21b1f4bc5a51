/**
 * Mail from a folder of a mailbox. What the folder holds is compared with what the journal knows at
 * each fetch, so that nothing depends on flags, on the order of arrival or on UIDs staying as they
 * are. Reads only, but for one keyword on settled mail that is decoration. Offers {@link
 * pl.automateforge.agent.source.imap.ImapSource}.
 */
@NullMarked
package pl.automateforge.agent.source.imap;

import org.jspecify.annotations.NullMarked;
