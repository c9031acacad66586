import type { Asker } from '#server/base/fair-turns.ts';
import { presentAsker } from '#server/ingest/actions/asker.ts';
import type { AppDeps } from './app-deps.ts';

/** Gives a picture by its key: kept, or drawn and kept. */
export type DerivedPictures = (key: string, draw: () => Promise<Uint8Array>) => Promise<Uint8Array>;

type Drawn = Promise<Uint8Array>;

interface Turn {
  readonly drawn: Drawn;
  readonly left: AbortController;
  readers: number;
}

/**
 * One turn for a picture that several readers of one name ask for at the same moment; it is given
 * up when all of them have gone.
 */
class SharedTurns {
  readonly #turns = new Map<string, Turn>();

  take(asker: Asker, key: string, begin: (asker: Asker) => Drawn): Drawn {
    const name = `${asker.name}\n${key}`;
    const turn = this.#turns.get(name) ?? this.#begin(name, asker, begin);
    turn.readers += 1;
    const leave = (): void => {
      turn.readers -= 1;
      if (turn.readers > 0) return;
      this.#turns.delete(name);
      turn.left.abort();
    };
    if (asker.signal.aborted) leave();
    else asker.signal.addEventListener('abort', leave, { once: true });
    return turn.drawn.finally(() => asker.signal.removeEventListener('abort', leave));
  }

  #begin(name: string, asker: Asker, begin: (asker: Asker) => Drawn): Turn {
    const left = new AbortController();
    const drawn = begin({ name: asker.name, signal: left.signal }).finally(() => {
      if (this.#turns.get(name) === turn) this.#turns.delete(name);
    });
    const turn: Turn = { drawn, left, readers: 0 };
    this.#turns.set(name, turn);
    return turn;
  }
}

/**
 * Draws each picture once, however many readers ask at the same moment, and keeps it among the
 * derived files. Who asks waits for a turn before anything is done, copying the file included.
 * Throws `too-busy`.
 */
export function derivedPictures({
  storage: { files },
  log,
  drawInTurn,
}: Pick<AppDeps, 'storage' | 'log' | 'drawInTurn'>): DerivedPictures {
  /** Those that have their turn now. */
  const drawing = new Map<string, Drawn>();
  const turns = new SharedTurns();
  const drawAndKeep = (key: string, draw: () => Drawn): Drawn => {
    const drawn = draw()
      .then(async (bytes) => {
        // A full disk must not keep readers from the page: the picture is drawn again next time.
        await files.putDerived(key, bytes).catch((error: unknown) => {
          log.warn({ err: error }, 'picture not kept');
        });
        return bytes;
      })
      .finally(() => drawing.delete(key));
    drawing.set(key, drawn);
    return drawn;
  };
  return async (key, draw) => {
    const known = async (): Promise<Uint8Array | undefined> =>
      drawing.get(key) ?? (await files.findDerived(key)) ?? drawing.get(key);
    const inTurn = (asker: Asker | null): Drawn =>
      // Somebody else may have had it drawn meanwhile.
      drawInTurn(async () => (await known()) ?? drawAndKeep(key, draw), asker);
    const asker = presentAsker();
    return (await known()) ?? (asker === null ? inTurn(null) : turns.take(asker, key, inTurn));
  };
}
