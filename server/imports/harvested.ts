import type { SheetContent } from '#server/tables/sheet.ts';

/** What harvested lines begin with when they are kept as a file. */
export const HARVESTED_MARK = '{"tu-sach-harvest":1,';

/** Harvested lines as a file, which is read into the same lines whenever the import needs them. */
export const writeHarvested = (content: SheetContent): string =>
  `${HARVESTED_MARK}"content":${JSON.stringify(content)}}`;
