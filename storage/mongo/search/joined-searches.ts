import type { Client, estypes } from '@elastic/elasticsearch';
import { PREFERENCE, READ_MS } from './search-corpus.ts';

type Body = estypes.SearchSearchRequestBody;
type Response = estypes.MsearchResponseItem<unknown>;

interface Asked {
  readonly bodies: readonly Body[];
  readonly resolve: (responses: Response[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends the searches that are asked for in one turn of the event loop as one request: proposals after
 * a weak answer are five searches or more, each with a way to the server and back of its own.
 */
export class JoinedSearches {
  readonly #client: Client;
  readonly #waiting = new Map<string, Asked[]>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The answers to `bodies` in their order. An error of the request goes to all who shared it. */
  ask(index: string, bodies: readonly Body[]): Promise<Response[]> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(index);
      if (waiting !== undefined) {
        waiting.push({ bodies, resolve, reject });
        return;
      }
      this.#waiting.set(index, [{ bodies, resolve, reject }]);
      setImmediate(() => void this.#send(index));
    });
  }

  async #send(index: string): Promise<void> {
    const asked = this.#waiting.get(index)!;
    this.#waiting.delete(index);
    try {
      const { responses } = await this.#client.msearch(
        {
          index,
          searches: asked
            .flatMap(({ bodies }) => bodies)
            .flatMap((body) => [{ preference: PREFERENCE }, body]),
        },
        { requestTimeout: READ_MS },
      );
      let at = 0;
      for (const { bodies, resolve } of asked) resolve(responses.slice(at, (at += bodies.length)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
