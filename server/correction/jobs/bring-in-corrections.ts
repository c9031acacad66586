import type { Job } from '#server/base/job.ts';
import { storedText } from '#server/ingest/jobs/recognise-pages.ts';
import { withReadings, type RecognisedTextDeps } from '#server/ingest/jobs/recognised-text.ts';
import { saveToFile } from '#server/ingest/jobs/save-to-file.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { JobOutcome } from '#server/ports.ts';

interface Deps {
  readonly catalog: RecognisedTextDeps['catalog'] & ItemCatalog & TextCatalog;
  readonly extraction: RecognisedTextDeps['extraction'];
  readonly now: () => string;
}

/**
 * Makes the text of a file anew with what people corrected on its pages: passages, contents and
 * running lines, and with them search and every export. It is the file's text that changes, by a
 * machine's rules, so it is saved as a finding; who corrected what is the history of the page.
 */
export async function bringInCorrections(deps: Deps, { payload }: Job): Promise<JobOutcome> {
  const { itemId = '', attachmentId = '' } = payload;
  await saveToFile(deps, [itemId, attachmentId], async (_, attachment) => {
    const { recognition } = attachment;
    if (recognition === undefined) return null;
    const file = { ...attachment, recognition };
    const text = await storedText(deps.catalog, attachment);
    return withReadings(deps, { itemId, attachment: file, text }, recognition.state);
  });
  return { state: 'done' };
}
