import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures } from '#server/http/derived-pictures.ts';
import type { Attachment } from '#server/items/item.ts';
import { MOST_CANVASES } from '#server/exchange/iiif.ts';

/** Grows when it is written differently. */
const FORM = 1;
const A4_RATIO = Math.SQRT2;

/** Pages that follow each other with the same ratio. */
type Run = readonly [pages: number, ratio: number];

const runsOf = (ratios: readonly number[]): Run[] => {
  const runs: [number, number][] = [];
  for (const ratio of ratios) {
    const last = runs.at(-1);
    if (last?.[1] === ratio) last[0]++;
    else runs.push([1, ratio]);
  }
  return runs;
};

/** Height over width of every page of a file that a manifest shows. */
export type PageRatios = (attachment: Attachment) => Promise<readonly number[]>;

/**
 * Reads each PDF once and keeps what it says; a file that cannot be read now has its first page's
 * form throughout.
 */
export function pageRatios(deps: AppDeps): PageRatios {
  const derived = derivedPictures(deps);
  return async (attachment) => {
    const pages = Math.min(attachment.pages ?? 1, MOST_CANVASES);
    const first = attachment.ratio ?? A4_RATIO;
    const alike = (): number[] => Array.from({ length: pages }, () => first);
    if (attachment.mediaType !== 'application/pdf' || pages === 1) return alike();
    try {
      const bytes = await derived(`page-ratios/${FORM}/${attachment.sha256}`, async () =>
        Buffer.from(
          JSON.stringify(
            runsOf(
              await deps.storage.files.withLocalPath(attachment.sha256, (path) =>
                deps.pageRatios({ path }),
              ),
            ),
          ),
        ),
      );
      const runs = JSON.parse(Buffer.from(bytes).toString()) as Run[];
      const ratios = runs.flatMap(([n, ratio]) => Array.from({ length: n }, () => ratio));
      return alike().map((ratio, i) => ratios[i] ?? ratio);
    } catch (error) {
      deps.log.warn({ err: error, attachment: attachment.id }, 'sizes of pages not read');
      return alike();
    }
  };
}
