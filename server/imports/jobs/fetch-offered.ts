import { fetchAddress, type FetchDeps } from '#server/links/actions/fetch-address.ts';
import { fetchFaultSentence, messages } from '#server/imports/messages.ts';
import type { SheetImportDeps } from './take-row.ts';

/** For one file; what is larger than the line carries meanwhile is left out. */
const FILE_MS = 15 * 60_000;

/** Fetches files that a harvested source offers, each bounded as an upload is. */
export const fetchOffered =
  (outgoing: FetchDeps, maxBytes: number, stopping: AbortSignal): SheetImportDeps['fetchFile'] =>
  async (address, path) => {
    const answer = await fetchAddress(outgoing, address, {
      path,
      maxBytes,
      deadline: FILE_MS,
      accept: 'application/pdf, application/epub+zip',
      stopping,
    });
    if ('fault' in answer) return fetchFaultSentence(answer.fault);
    return answer.status === 200 ? null : messages.answeredStatus(answer.status);
  };
