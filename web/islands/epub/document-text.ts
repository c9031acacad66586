import type { Archive } from '@likecoin/epub-ts';
import { utf16Form } from '#server/ingest/utf16.ts';
import { withEntities } from '#server/ingest/xml-entities.ts';

const MARKUP = /\.(?:x?html?|opf|ncx|xml)$/iu;

/** The encoding that a document names itself, where browsers know it. */
function decoderFor(bytes: Uint8Array): TextDecoder {
  const wide = utf16Form(bytes);
  if (wide !== null) return new TextDecoder(wide);
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]{2,30})/u.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(/^utf-?16/iu.test(named) ? 'utf-8' : named);
  } catch {
    return new TextDecoder('utf-8');
  }
}

/**
 * The library takes every document for UTF-8 and its own entities for text: from now on the archive
 * hands documents out as they are meant.
 */
export function readAsWritten(archive: Archive): void {
  const getText = archive.getText.bind(archive);
  const getBlob = archive.getBlob.bind(archive);
  archive.getText = (url, encoding) => {
    if (!MARKUP.test(url)) return getText(url, encoding);
    return getBlob(url)?.then(async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return withEntities(decoderFor(bytes).decode(bytes));
    });
  };
}
