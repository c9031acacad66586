import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures } from '#server/http/derived-pictures.ts';
import { recogniseOpenPageJob } from '#server/base/job.ts';
import { holdsPage } from '#server/items/page-ranges.ts';
import type { PageReading } from '#server/items/recognition.ts';
import type { Item } from '#server/items/item.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import {
  layerOfMarks,
  layerOfReading,
  type PictureLayer,
  type PictureWords,
} from '../picture-words.ts';
import type { PageLocation } from './reading.ts';

/** Grows when words are placed otherwise. */
const WORDS_FORM = 1;

type At = Pick<PageLocation, 'attachment' | 'pageInFile'>;

export type PictureLayers = (
  at: At,
  reading: PageReading | null,
  form: QueryForm | null,
) => Promise<PictureLayer | null>;

/**
 * What is laid over the picture of a page: its words where a machine read them, and marks. Where the
 * words of a PDF with text of its own stand is read in the child when a query is first marked on the
 * page, and kept among the derived files. A file that cannot be read so costs the marks alone.
 */
export function pictureLayers(deps: AppDeps): PictureLayers {
  const derived = derivedPictures(deps);
  const wordsOf = async ({
    attachment: { sha256 },
    pageInFile: page,
  }: At): Promise<PictureWords> => {
    const bytes = await derived(`words/${WORDS_FORM}/${sha256}/${page}`, () =>
      deps.storage.files.withLocalPath(sha256, async (path) =>
        Buffer.from(JSON.stringify(await deps.pageWords({ path, page }))),
      ),
    );
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as PictureWords;
  };
  return async (at, reading, form) => {
    if (reading?.found) return layerOfReading(reading.found, form);
    const { attachment } = at;
    const isText =
      attachment.mediaType === 'application/pdf' && attachment.status.state === 'ready';
    if (form === null || !isText) return null;
    try {
      return layerOfMarks(await wordsOf(at), form);
    } catch (error) {
      deps.log.warn({ err: error, attachment: attachment.id }, 'words not marked on a picture');
      return null;
    }
  };
}

/**
 * Has the page that somebody opens read before all others, where it waits for that.
 * @returns whether it is being read
 */
export async function askForOpenPage(
  deps: Pick<AppDeps, 'storage' | 'recognises' | 'wakeJobs'>,
  item: Item,
  { attachment, pageInFile }: At,
  reading: PageReading | null,
): Promise<boolean> {
  const { id, recognition } = attachment;
  const waits =
    deps.recognises &&
    reading === null &&
    recognition?.state === 'waiting' &&
    holdsPage(recognition.pages, pageInFile);
  if (!waits) return false;
  await deps.storage.queue.submit([recogniseOpenPageJob(item.id, id, pageInFile)]);
  deps.wakeJobs();
  return true;
}
