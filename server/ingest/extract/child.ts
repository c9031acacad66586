import { AppError } from '#server/base/errors.ts';
import type { ChildReply, ChildRequest, Work, WorkKind } from './child-protocol.ts';

type Handlers = { [K in WorkKind]: (input: Work[K]['input']) => Promise<Work[K]['output']> };

const handlers: Handlers = {
  extract: async (input) => (await import('./extract.ts')).extractFile(input),
  page: async (input) => (await import('./pdf/page-image.ts')).renderPdfPage(input),
  image: async (input) => (await import('./pdf/page-image.ts')).resizeImage(input),
  card: async (input) => (await import('./share/share-card.ts')).drawShareCard(input),
  svg: async (input) => (await import('./share/share-card.ts')).drawSvg(input),
  sheet: async (input) => (await import('./sheet/sheet.ts')).readSheetFile(input),
  names: async (input) => (await import('./archive.ts')).archiveNames(input.path),
  sniff: async ({ path, name }) => (await import('./sniff.ts')).sniffFile(path, name),
};

async function answer({ id, kind, input }: ChildRequest): Promise<ChildReply> {
  try {
    const output = await (handlers[kind] as (value: unknown) => Promise<unknown>)(input);
    return { id, rss: process.memoryUsage.rss(), output };
  } catch (thrown) {
    const known = thrown instanceof AppError;
    const message =
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : JSON.stringify(thrown);
    return {
      id,
      rss: process.memoryUsage.rss(),
      error: {
        code: known ? thrown.code : null,
        details: known ? thrown.details : {},
        message: message.slice(0, 2_000),
      },
    };
  }
}

// The parent kills a child that is too slow; a parent that is gone must not leave one behind.
process.on('disconnect', () => process.exit(0));
process.on('message', (request: ChildRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
