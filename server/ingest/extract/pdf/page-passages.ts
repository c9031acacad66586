import { fragmentOf } from '#server/base/locator.ts';
import {
  provisionName,
  ProvisionReader,
  type ProvisionKind,
} from '#server/base/vietnamese/provisions.ts';
import type { ExtractedPassage } from '#server/items/extraction.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';

export interface PageProvisions {
  readonly passages: ExtractedPassage[];
  /** Phần, chương, mục and điều where they begin. */
  readonly outline: OutlineEntry[];
}

const DIVISIONS: readonly ProvisionKind[] = ['phan', 'chuong', 'muc', 'tieu-muc'];
/** More is a text and no name. */
const LONGEST_TITLE = 200;
const MOST_ENTRIES = 2_000;
/** One or two are mentioned; a law has more. */
const LEAST_ARTICLES = 3;

/** `Chương II` alone on its line has its name, in capitals, on the next one. */
const isName = (text: string | undefined): text is string =>
  text !== undefined &&
  text.length <= LONGEST_TITLE &&
  /\p{Lu}/u.test(text) &&
  text === text.toUpperCase();

const CONTENTS = /^mục lục(?:$|\s*[.:])/iu;
/** The table of contents goes on where many short lines end without a stop. */
const SHORT_LINE = 120;
const LEAST_LINES = 8;

/** Whether a page is a printed table of contents, which names provisions and holds none. */
function isContents(paragraphs: readonly string[], afterContents: boolean): boolean {
  if (paragraphs.slice(0, 3).some((p) => CONTENTS.test(p.trim()))) return true;
  if (!afterContents) return false;
  const lines = paragraphs.flatMap((p) => p.split('\n'));
  const names = lines.filter((line) => line.length < SHORT_LINE && !/[.;:]\s*$/u.test(line));
  return lines.length >= LEAST_LINES && names.length > lines.length * 0.8;
}

class OpenPassage {
  readonly #page: number;
  readonly #paragraphs: string[] = [];
  heading: string;
  fragment: string | null = null;
  /** More than names of chapters. */
  hasText = false;

  constructor(page: number, heading: string) {
    this.#page = page;
    this.heading = heading;
  }

  get isEmpty(): boolean {
    return this.#paragraphs.length === 0;
  }

  get endsInName(): boolean {
    return !this.isEmpty && !this.hasText;
  }

  add(paragraph: string, isText: boolean): void {
    this.#paragraphs.push(paragraph);
    this.hasText ||= isText;
  }

  close(passages: ExtractedPassage[]): void {
    if (this.isEmpty) return;
    passages.push({
      locator: {
        kind: 'page',
        page: this.#page,
        ...(this.fragment === null ? {} : { fragment: this.fragment }),
      },
      heading: this.heading,
      text: this.#paragraphs.join('\n\n'),
    });
  }
}

class PageCutter {
  readonly #reader = new ProvisionReader();
  readonly #headings: ReadonlyMap<number, string>;
  readonly passages: ExtractedPassage[] = [];
  readonly outline: OutlineEntry[] = [];
  /** Name of the article that the text stands in; empty for none. */
  #article = '';
  #divisions: ProvisionKind[] = [];
  #inContents = false;

  constructor(headings: ReadonlyMap<number, string>) {
    this.#headings = headings;
  }

  page(page: number, text: string): void {
    const paragraphs = text.split(/\n{2,}/u).filter((p) => p.trim() !== '');
    let passage = new OpenPassage(page, this.#headings.get(page) ?? this.#article);
    this.#inContents = isContents(paragraphs, this.#inContents);
    const begin = (heading: string, fragment: string): void => {
      // A chapter's name shares the passage of the article below it.
      if (passage.hasText) {
        passage.close(this.passages);
        passage = new OpenPassage(page, heading);
      }
      passage.heading = heading;
      passage.fragment ??= fragment;
    };
    paragraphs.forEach((paragraph, i) => {
      const provision = this.#inContents ? null : this.#reader.read(paragraph);
      if (provision?.kind === 'dieu') {
        this.#article = titleOf(paragraph) ?? provisionName(provision.id)!;
        begin(this.#article, provision.id);
        this.#enter('dieu', this.#article, page, provision.id);
        passage.add(paragraph, true);
      } else if (provision !== null && DIVISIONS.includes(provision.kind)) {
        this.#article = '';
        const name = titleOf(paragraph) ?? provisionName(provision.id)!;
        const next = paragraphs[i + 1];
        const whole = isName(next) ? `${name} ${next}` : name;
        begin(whole, provision.id);
        this.#enter(provision.kind, whole, page, provision.id);
        passage.add(paragraph, false);
      } else {
        if (passage.isEmpty && provision !== null) passage.fragment = provision.id;
        passage.add(paragraph, !(passage.endsInName && isName(paragraph)));
      }
    });
    passage.close(this.passages);
  }

  #enter(kind: ProvisionKind, title: string, page: number, fragment: string): void {
    const above = DIVISIONS.slice(0, kind === 'dieu' ? undefined : DIVISIONS.indexOf(kind));
    this.#divisions = this.#divisions.filter((open) => above.includes(open));
    if (this.outline.length < MOST_ENTRIES)
      this.outline.push({
        title,
        level: this.#divisions.length + 1,
        locator: { kind: 'page', page, fragment },
      });
    if (kind !== 'dieu') this.#divisions.push(kind);
  }
}

/** The first line where it can stand as a name. */
function titleOf(paragraph: string): string | null {
  const [line = ''] = paragraph.split('\n', 1);
  return line.length <= LONGEST_TITLE ? line : null;
}

/**
 * Cuts the texts of pages into passages: one a page, and a new one at every Điều, Chương … of a law.
 * Every passage knows the article it stands in, also where that began on an earlier page.
 * @param pages clean text of each page, paragraphs parted by a blank line; empty for none
 * @param headings what the file's own table of contents says begins on a page
 */
export function cutPages(
  pages: readonly string[],
  headings: ReadonlyMap<number, string>,
): PageProvisions {
  const cutter = new PageCutter(headings);
  pages.forEach((text, i) => cutter.page(i + 1, text));
  const articles = cutter.outline.filter(({ locator }) =>
    (fragmentOf(locator) ?? '').startsWith('dieu-'),
  );
  return {
    passages: cutter.passages,
    outline: articles.length >= LEAST_ARTICLES ? cutter.outline : [],
  };
}
