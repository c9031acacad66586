import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { PictureStore } from '../media/pictures.ts';
import { chunkForm, chunkMarkup } from './alt-chunk.ts';
import { chartWords, diagramWords } from './drawn-words.ts';
import type { DocxPackage, Relationship } from './docx-package.ts';
import type { References } from './story.ts';

const MOST_PICTURES = 2_000;
const MOST_CHUNKS = 100;
const LONGEST_ADDRESS = 2_000;

/** Reads a Word file inside another one. */
export type ReadInner = (path: string) => Promise<string>;

/** Makes ready what the parts of one file refer to, so that their text can be read at one go. */
export class ReferenceReader {
  readonly #package: DocxPackage;
  readonly #store: PictureStore;
  readonly #workDir: string;
  readonly #readInner: ReadInner;
  readonly #prefix: string;
  readonly #pictures = new Map<string, string | null>();
  #chunks = 0;

  /** @param prefix keeps the pictures of an inner file apart from those of the outer one */
  constructor(
    source: DocxPackage,
    store: PictureStore,
    inner: { readonly workDir: string; readonly read: ReadInner; readonly prefix: string },
  ) {
    this.#package = source;
    this.#store = store;
    this.#workDir = inner.workDir;
    this.#readInner = inner.read;
    this.#prefix = inner.prefix;
  }

  async read(relationships: ReadonlyMap<string, Relationship>): Promise<References> {
    const pictures = new Map<string, string>();
    const links = new Map<string, string>();
    const chunks = new Map<string, string>();
    const drawn = new Map<string, readonly string[]>();
    for (const [id, { kind, target, outside }] of relationships) {
      if (outside) {
        // It is written before every run of the link.
        if (kind === 'hyperlink' && target.length <= LONGEST_ADDRESS) links.set(id, target);
        continue;
      }
      if (kind === 'image') setFound(pictures, id, await this.#picture(target));
      else if (kind === 'aFChunk') setFound(chunks, id, await this.#chunk(target));
      else if (kind === 'chart') drawn.set(id, await this.#words(target, chartWords));
      else if (kind === 'diagramData') drawn.set(id, await this.#words(target, diagramWords));
    }
    return { pictures, links, chunks, drawn };
  }

  async #picture(target: string): Promise<string | null> {
    const known = this.#pictures.get(target);
    if (known !== undefined) return known;
    const name = this.#pictures.size >= MOST_PICTURES ? null : await this.#storePicture(target);
    this.#pictures.set(target, name);
    return name;
  }

  async #storePicture(target: string): Promise<string | null> {
    try {
      return await this.#store.add(
        `${this.#prefix}${this.#pictures.size + 1}`,
        await this.#package.archive.read(target),
      );
    } catch (error) {
      // A picture that is missing or damaged costs the picture; a bomb costs the file.
      if (error instanceof AppError && error.code === 'file-bomb') throw error;
      return null;
    }
  }

  async #chunk(target: string): Promise<string | null> {
    if (!this.#package.archive.has(target) || ++this.#chunks > MOST_CHUNKS) return null;
    const bytes = await this.#package.archive.read(target);
    const form = chunkForm(bytes);
    if (form !== 'docx') return chunkMarkup(bytes, form);
    const path = join(this.#workDir, `${this.#prefix}chunk-${this.#chunks}.docx`);
    await this.#package.archive.save(target, path);
    return this.#readInner(path);
  }

  async #words(target: string, read: typeof chartWords): Promise<readonly string[]> {
    const root = await this.#package.xml(target);
    return root === undefined ? [] : read(root);
  }
}

function setFound<T>(map: Map<string, T>, id: string, value: T | null): void {
  if (value !== null) map.set(id, value);
}
