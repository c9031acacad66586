import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { makeFolder } from '../make/make-folder.ts';
import { shownBlocks } from '../make/word-file.ts';

/** Paragraphs and rows of a Word file, as the shelf's own reader of them finds them. */
export async function blocksOfWord(bytes: Uint8Array): Promise<string[]> {
  const folder = makeFolder();
  try {
    return shownBlocks(await extractDocx(folder.put('tep.docx', bytes), folder.path));
  } finally {
    folder.remove();
  }
}
