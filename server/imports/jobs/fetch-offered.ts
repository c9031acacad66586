import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { fetchAddress, type FetchDeps } from '#server/links/actions/fetch-address.ts';
import { fetchFaultSentence, messages } from '../messages.ts';
import type { SheetImportDeps } from './take-row.ts';

/** For one file. */
const FILE_MS = 15 * 60_000;
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub',
  'audio/mpeg': '.mp3',
  'video/mp4': '.mp4',
};

/**
 * Fetches files that a harvested source offers, each bounded as an upload is, and looks whether
 * they are what an upload may be.
 */
export const fetchOffered =
  (
    outgoing: FetchDeps,
    { sniff, maxFileBytes }: Pick<ActionDeps, 'sniff' | 'maxFileBytes'>,
    stopping: AbortSignal,
  ): SheetImportDeps['fetchFile'] =>
  async (address, path) => {
    const answer = await fetchAddress(outgoing, address, {
      path,
      maxBytes: maxFileBytes,
      deadline: FILE_MS,
      accept: 'application/pdf, application/epub+zip, */*;q=0.5',
      stopping,
    });
    if ('fault' in answer) return { fault: fetchFaultSentence(answer.fault) };
    if (answer.status !== 200) return { fault: messages.answeredStatus(answer.status) };
    const called = decodedName(answer.address);
    const ending = ENDINGS[answer.mediaType] ?? '';
    const name = /\.[a-z\d]{2,5}$/iu.test(called) ? called : `${called || 'tep'}${ending}`;
    try {
      await sniff(path, name);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      return { fault: error.message };
    }
    return { name };
  };

/** The last part of an address as people write it. */
function decodedName(address: string): string {
  const part = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
