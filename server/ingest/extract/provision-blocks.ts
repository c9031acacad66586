import {
  provisionName,
  ProvisionReader,
  type Provision,
  type ProvisionKind,
} from '#server/base/vietnamese/provisions.ts';
import type { Block, NumberedChapter } from './html/chapter-blocks.ts';

/** A block whose id and level say which provision of a law it begins. */
export interface AddressedBlock extends Block {
  /** `Điều 5` where an article begins whose text is no heading by itself; else null. */
  readonly article: string | null;
}

export interface AddressedChapter {
  /** The article that its first words belong to; empty for none. */
  readonly within: string;
  readonly html: string;
  readonly blocks: readonly AddressedBlock[];
}

/** Longer ones are a heading with the article's text behind it in one paragraph. */
const LONGEST_HEADING = 300;
const HEADED: readonly ProvisionKind[] = ['phan', 'chuong', 'muc', 'tieu-muc', 'dieu'];

/** Which level a provision has that its file does not call a heading: below what stands above it. */
class Levels {
  #base = 0;
  #open: { readonly rank: number; readonly level: number }[] = [];

  heading(level: number, provision: Provision | null): void {
    this.#base = level;
    this.#open = provision === null ? [] : [{ rank: HEADED.indexOf(provision.kind), level }];
  }

  below(kind: ProvisionKind): number {
    const rank = HEADED.indexOf(kind);
    this.#open = this.#open.filter((o) => o.rank < rank);
    const level = (this.#open.at(-1)?.level ?? this.#base) + 1;
    this.#open.push({ rank, level });
    return level;
  }
}

function addressed(block: Block, provision: Provision | null, levels: Levels): AddressedBlock {
  if (block.level > 0) levels.heading(block.level, provision);
  if (provision === null) return { ...block, article: null };
  const { id, kind } = provision;
  if (block.level > 0 || !HEADED.includes(kind)) return { ...block, id, article: null };
  const level = levels.below(kind);
  return block.text.length <= LONGEST_HEADING && !block.text.includes('\n')
    ? { ...block, id, level, article: null }
    : { ...block, id, article: provisionName(id) };
}

const TAG = /<([a-z][\w-]*)(\s[^<>]*)>/gu;
const ID = /(?<=\sid=")[^"]+(?=")/u;
const OWN_NUMBER = /^m\d+$/u;

/**
 * Writes the addresses of provisions into the markup: in place of a block's number, or as an anchor
 * inside a block whose own id something leads to.
 */
const withAddresses = (html: string, addresses: ReadonlyMap<string, string>): string =>
  addresses.size === 0
    ? html
    : html.replace(TAG, (whole, tag: string, attributes: string) => {
        const id = ID.exec(attributes)?.[0] ?? '';
        const address = addresses.get(id);
        if (address === undefined) return whole;
        return OWN_NUMBER.test(id)
          ? `<${tag}${attributes.replace(ID, address)}>`
          : `${whole}<a id="${address}"></a>`;
      });

/**
 * Gives the paragraphs of a law their addresses: `dieu-12-khoan-3-diem-b` is the id of its block, in
 * every chapter of the document, in the order of reading.
 */
export function addressProvisions(chapters: readonly NumberedChapter[]): AddressedChapter[] {
  const reader = new ProvisionReader();
  return chapters.map(({ html, blocks }) => {
    const within = provisionName(reader.article ?? '') ?? '';
    const levels = new Levels();
    const addresses = new Map<string, string>();
    const placed = blocks.map((block) => {
      const provision = block.aside ? null : reader.read(block.text, block.level > 0);
      if (provision !== null && block.id !== null) addresses.set(block.id, provision.id);
      return addressed(block, provision, levels);
    });
    return { within, html: withAddresses(html, addresses), blocks: placed };
  });
}
