import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { FileMetadata } from '#server/items/extraction.ts';
import { fileDate, NO_METADATA, orNull, plainDescription } from '../book.ts';
import { decodeLine } from '../legacy/decode-line.ts';

interface Info {
  readonly [key: string]: unknown;
}

const textOf = (info: Info, key: string): string | null =>
  typeof info[key] === 'string' ? orNull(decodeLine(info[key])) : null;

/** What a document says of itself. */
export interface DocumentFacts {
  readonly metadata: FileMetadata;
  /** The programs that made it. */
  readonly maker: string;
  /** Its contents are a form that only Adobe's programs can draw. */
  readonly isXfa: boolean;
  /** It is a wrapping around other files. */
  readonly isPortfolio: boolean;
}

const NO_FACTS: DocumentFacts = {
  metadata: NO_METADATA,
  maker: '',
  isXfa: false,
  isPortfolio: false,
};

export async function readFacts(doc: PDFDocumentProxy): Promise<DocumentFacts> {
  try {
    const { info, metadata: xmp } = await doc.getMetadata();
    const facts = info as Info;
    const fromXmp = (name: string): string | null => {
      const value: unknown = xmp?.get(name);
      return orNull(
        decodeLine(
          Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '',
        ),
      );
    };
    // Word's PDF printer writes the file's name where the title belongs.
    const title =
      (textOf(facts, 'Title') ?? fromXmp('dc:title'))?.replace(
        /^Microsoft (?:Office )?(?:Word|PowerPoint|Excel) - /u,
        '',
      ) ?? null;
    const creator = textOf(facts, 'Author') ?? fromXmp('dc:creator');
    return {
      // A form that has fields as well can be read by them.
      isXfa: facts['IsXFAPresent'] === true && facts['IsAcroFormPresent'] !== true,
      isPortfolio: facts['IsCollectionPresent'] === true,
      maker: `${textOf(facts, 'Producer') ?? ''} ${textOf(facts, 'Creator') ?? ''}`,
      metadata: {
        title:
          title === null || /^(?:untitled|\(?anonymous\)?|document\d*)$/iu.test(title)
            ? null
            : title,
        creators: creator === null ? [] : [creator],
        publisher: fromXmp('dc:publisher'),
        issued: fileDate(textOf(facts, 'CreationDate') ?? fromXmp('xmp:createdate')),
        language: textOf(facts, 'Language') ?? fromXmp('dc:language'),
        description: plainDescription(textOf(facts, 'Subject') ?? fromXmp('dc:description')),
      },
    };
  } catch {
    return NO_FACTS;
  }
}
