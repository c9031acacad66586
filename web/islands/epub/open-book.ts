import { Book } from '@likecoin/epub-ts';
import { readAsWritten } from './document-text.ts';
import { revealFonts } from './hidden-fonts.ts';
import { makePicturePages } from './picture-pages.ts';
import { fillStyleAddresses } from './style-addresses.ts';

/**
 * A frame without scripts must not go elsewhere by itself, open lines to other sites or hold frames
 * of its own.
 */
const UNWANTED =
  'script, meta[http-equiv], iframe, frame, object, embed, link:not([rel~=stylesheet])';

/** Unpacks a book and mends what the library cannot read, before anything asks for its files. */
export async function openBook(bytes: ArrayBuffer): Promise<Book> {
  const book = new Book();
  const unarchive = book.unarchive.bind(book);
  book.unarchive = async (input, encoding) => {
    const archive = await unarchive(input, encoding);
    readAsWritten(book.archive!);
    await revealFonts(book.archive!);
    fillStyleAddresses(book.archive!);
    makePicturePages(book.archive!);
    return archive;
  };
  book.spine.hooks.content.register((page: Document) => {
    for (const element of page.querySelectorAll(UNWANTED)) element.remove();
  });
  // Each of these fails when the book does not open; one error is enough to hear of it.
  for (const waiting of [
    book.opened,
    book.ready,
    ...(Object.values(book.loaded) as Promise<unknown>[]),
  ])
    waiting.catch(() => undefined);
  await book.open(bytes, 'binary');
  await book.ready;
  return book;
}

/** Path inside the book of a place in its reading order, as the server knows it. */
export const pathOf = (url: string | undefined): string => {
  try {
    return decodeURIComponent((url ?? '').replace(/^\//u, '').split('#')[0]!).normalize('NFC');
  } catch {
    return '';
  }
};
