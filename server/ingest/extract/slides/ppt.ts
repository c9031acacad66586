import type { Extraction } from '#server/items/extraction.ts';
import { withoutText } from '../book.ts';
import { CompoundFile } from '../compound/compound-file.ts';
import { readProperties } from '../compound/properties.ts';
import { withRangedFile } from '../ranged-file.ts';
import { ReadingNotes } from '../reading-notes.ts';

/**
 * A presentation of PowerPoint 97–2003: its words stand in records of drawings that no reader here
 * knows. The file stays for download, with a note that says what to do.
 * @throws AppError file-broken | file-too-slow
 */
export const extractPpt = (path: string): Promise<Extraction> =>
  withRangedFile(path, async (file) => {
    const metadata = await readProperties(await CompoundFile.open(file));
    const findings = new ReadingNotes();
    findings.add('old-form', 'PowerPoint 97–2003');
    return { ...withoutText('ready', 'unknown', null, metadata), notes: findings.all() };
  });
