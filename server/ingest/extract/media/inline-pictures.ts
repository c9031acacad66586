import { decodeEntities } from '../html/entities.ts';
import type { PictureStore } from './pictures.ts';

const MOST_PICTURES = 500;
const MOST_CHARACTERS = 14 * 2 ** 20;
const ADDRESS =
  /\s(?:src|href|xlink:href|data|poster)\s*=\s*(?:"\s*(data:[^"]+)"|'\s*(data:[^']+)')/giu;

/** Blanks inside an address mean nothing. */
const keyOf = (address: string): string => address.replace(/\s+/gu, '');

function bytesOf(address: string): Buffer | null {
  const comma = address.indexOf(',');
  if (comma < 0) return null;
  const body = address.slice(comma + 1);
  if (/;base64$/iu.test(address.slice(0, comma))) return Buffer.from(body, 'base64');
  try {
    return Buffer.from(decodeURIComponent(body));
  } catch {
    return Buffer.from(body);
  }
}

/** Pictures that stand in the markup itself, by their `data:` addresses. */
export class InlinePictures {
  readonly #store: PictureStore;
  readonly #names = new Map<string, string>();
  #count = 0;

  constructor(store: PictureStore) {
    this.#store = store;
  }

  /** Takes the pictures of a document into the store, each once. */
  async take(markup: string): Promise<void> {
    if (!markup.includes('data:')) return;
    for (const [, double, single] of markup.matchAll(ADDRESS)) {
      const written = double ?? single!;
      if (written.length > MOST_CHARACTERS || this.#count >= MOST_PICTURES) continue;
      const address = decodeEntities(written).trim();
      const key = keyOf(address);
      if (this.#names.has(key)) continue;
      // Only XML has blanks that matter, and it is written with them escaped.
      const bytes = bytesOf(/;base64,/iu.test(address.slice(0, 200)) ? key : address);
      const name = bytes === null ? null : await this.#store.add(`d${++this.#count}`, bytes);
      if (name !== null) this.#names.set(key, name);
    }
  }

  /** The name of a picture that was taken, or null. */
  nameOf(address: string): string | null {
    return this.#names.get(keyOf(address)) ?? null;
  }
}
