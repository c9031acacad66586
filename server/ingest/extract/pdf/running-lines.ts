import { packPages } from '#server/items/page-ranges.ts';
import type { PageEdges, RunningText } from '#server/items/running-text.ts';
import { linesOfBlocks, type PageLayout, type SetBlock, type SetLine } from './page-layout.ts';
import { cleanLine } from '../vietnamese-text.ts';

/** A line, or a row of two cells, near the upper or lower edge of a page. */
interface EdgeUnit {
  readonly lines: readonly SetLine[];
  readonly text: string;
  readonly baseline: number;
}

/** Lines of a page without those that run over the pages. */
export interface PageParts {
  readonly blocks: readonly SetBlock[];
  readonly running: PageEdges;
}

/** Lines from the edge inwards that may be running ones. */
const DEEPEST = 3;
/** Pages that are alike so much deeper are forms, whose heads are their own. */
const ALIKE = 5;
/** Pages on which a line must stand before it is taken for a running one. */
const LEAST_PAGES = 3;
/** Of the height of the text: how far from its edges running lines stand. */
const ZONE = 0.12;
/** Of a page's letters: less than this is not left without them. */
const LEAST_REST = 1 / 3;
/** Points: how far a running line wanders. */
const WANDERS = 4;

/** `12`, `– 12 –`, `Trang 12`, `12/40`, `iv`: the page's own number. */
const PAGE_NUMBER =
  /^(?:[-–—]\s*)?(?:(?:Trang|Tr\.|Page)\s+)?(\d{1,4}|[ivxlc]{1,8})(?:\s*(?:\/|of|trên)\s*\d{1,4})?(?:\s*[-–—])?$/iu;
/** What opens an article, a point or a document begins each of them, wherever it stands. */
const OWN_HEAD =
  /^(?:Điều|Khoản)\s|^CỘNG\s+H|^Độc\s+lập\s*[-–]|^(?:\d{1,3}|[a-zđ])[.)]\s|^[-–+•]\s/iu;
/** What opens a larger part runs over its pages as well, but then with the same number. */
const PART_HEAD = /^(?:Chương|Mục|Tiểu\s+mục|Phần|Phụ\s+lục|Mẫu\s+số|Biểu)\s/iu;
/** The page's number before or after the words of a running line. */
const NUMBER_BESIDE = /^(?:\d{1,4}|[ivxlc]{1,8})\s+|(?<!\s)\s+(?:\d{1,4}|[ivxlc]{1,8})$/gu;

/** The same line on another page: numbers differ. */
function keyOf(text: string): string {
  const line = text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
  if (PART_HEAD.test(line)) return line.replace(NUMBER_BESIDE, '');
  return line.replace(/\d+/gu, '#').replace(/(?<=^|\s)[ivxlc]+(?=\s|$)/gu, '#');
}

function unitsOf({ blocks }: PageLayout): EdgeUnit[] {
  return blocks
    .flatMap((block): EdgeUnit[] => {
      if (block.kind === 'lines')
        return block.lines.map((line) => ({
          lines: [line],
          text: line.text,
          baseline: line.baseline,
        }));
      const lines = block.cells.flat();
      const text = lines.map((l) => l.text).join(' ');
      // A table's rows are its own, the repeated head of a long one too.
      return block.cells.length > 2 ? [] : [{ lines, text, baseline: lines[0]!.baseline }];
    })
    .toSorted((a, b) => a.baseline - b.baseline);
}

/** One edge of every page, from the edge inwards. */
type Edge = readonly (readonly EdgeUnit[])[];

interface Sighting {
  readonly page: number;
  readonly unit: EdgeUnit;
}

/** The units that stand at one place on several pages near each other. */
function repeated(edge: Edge): Set<EdgeUnit> {
  const byKey = new Map<string, Sighting[]>();
  edge.forEach((units, page) => {
    for (const unit of units) {
      const key = keyOf(unit.text);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [{ page, unit }]);
      else known.push({ page, unit });
    }
  });
  const found = new Set<EdgeUnit>();
  for (const sightings of byKey.values()) {
    if (OWN_HEAD.test(sightings[0]!.unit.text)) continue;
    let run: Sighting[] = [];
    const end = (): void => {
      if (new Set(run.map((s) => s.page)).size >= LEAST_PAGES)
        for (const { unit } of run) found.add(unit);
      run = [];
    };
    for (const sighting of sightings) {
      const last = run.at(-1);
      // Heads of left pages and of right ones differ; a chapter's first page may have none.
      if (
        last !== undefined &&
        (sighting.page - last.page > 4 ||
          Math.abs(sighting.unit.baseline - last.unit.baseline) > WANDERS)
      )
        end();
      run.push(sighting);
    }
    end();
  }
  return found;
}

const numberIn = (text: string): number | null => {
  const digits = PAGE_NUMBER.exec(text)?.[1];
  return digits !== undefined && /^\d+$/u.test(digits) ? Number(digits) : null;
};

/** Units that are only the page's number: as printed on it, or counting on with the pages. */
function pageNumbers(edge: Edge, labels: readonly string[]): Set<EdgeUnit> {
  const found = new Set<EdgeUnit>();
  const offsets = new Map<number, number>();
  for (const [page, units] of edge.entries())
    for (const offset of new Set(units.map((u) => numberIn(u.text)).filter((n) => n !== null)))
      offsets.set(offset - page, (offsets.get(offset - page) ?? 0) + 1);
  edge.forEach((units, page) => {
    for (const unit of units) {
      const printed = PAGE_NUMBER.exec(unit.text)?.[1];
      if (printed === undefined) continue;
      const number = numberIn(unit.text);
      if (
        printed.toLowerCase() === labels[page]?.toLowerCase() ||
        number === page + 1 ||
        (number !== null && (offsets.get(number - page) ?? 0) >= 2)
      )
        found.add(unit);
    }
  });
  return found;
}

const isArtifact = ({ lines }: EdgeUnit): boolean => lines.every((line) => line.artifact);

/** The units that lie in the zone of one edge, from the edge inwards. */
function edgeOf(pages: Edge, side: 'head' | 'foot'): Edge {
  const [top, bottom] = pages.reduce(
    ([least, most], units) => [
      Math.min(least, units[0]?.baseline ?? least),
      Math.max(most, units.at(-1)?.baseline ?? most),
    ],
    [Infinity, -Infinity],
  );
  const depth = Math.max(30, ZONE * (bottom - top));
  return side === 'head'
    ? pages.map((units) => units.filter((u) => u.baseline <= top + depth))
    : pages.map((units) => units.filter((u) => u.baseline >= bottom - depth).toReversed());
}

/** The running units of one edge: each with all that stand further out. */
function runningOf(edge: Edge, labels: readonly string[]): Set<EdgeUnit> {
  const again = repeated(edge.map((units) => units.slice(0, ALIKE)));
  const numbers = pageNumbers(
    edge.map((units) => units.slice(0, DEEPEST)),
    labels,
  );
  const found = new Set<EdgeUnit>();
  for (const units of edge) {
    const whole = units.slice(0, ALIKE);
    const alike = whole.length === ALIKE && whole.every((u) => again.has(u) || numbers.has(u));
    for (const unit of units.slice(0, DEEPEST)) {
      const runs = numbers.has(unit) || isArtifact(unit) || (again.has(unit) && !alike);
      if (!runs) break;
      found.add(unit);
    }
  }
  return found;
}

function without(blocks: readonly SetBlock[], running: ReadonlySet<SetLine>): SetBlock[] {
  return blocks.flatMap((block): SetBlock[] => {
    if (block.kind === 'row')
      return block.cells.every((cell) => cell.every((line) => running.has(line))) ? [] : [block];
    const lines = block.lines.filter((line) => !running.has(line));
    return lines.length === 0 ? [] : [{ kind: 'lines', lines }];
  });
}

type Edges = readonly [head: readonly EdgeUnit[], foot: readonly EdgeUnit[]];

/** A page of little text keeps what is taken from it, but its number: first its foot, then its head. */
function leaveEnough(all: number, head: readonly EdgeUnit[], foot: readonly EdgeUnit[]): Edges {
  const numbers = (edge: readonly EdgeUnit[]): readonly EdgeUnit[] =>
    edge.filter(({ text }) => PAGE_NUMBER.test(text));
  const choices: readonly Edges[] = [
    [head, foot],
    [head, numbers(foot)],
    [numbers(head), foot],
  ];
  return (
    choices.find(([a, b]) => all - lettersOf(a) - lettersOf(b) >= LEAST_REST * all) ?? [
      numbers(head),
      numbers(foot),
    ]
  );
}

/**
 * Parts running heads, footers and page numbers from the text of every page: what is repeated at one
 * place over the pages, and the number that each page bears. A page of nothing else keeps it all.
 * @param labels The printed number of every page, as the file says it; may be empty.
 */
export function partRunningLines(
  pages: readonly PageLayout[],
  labels: readonly string[],
): PageParts[] {
  const units = pages.map(unitsOf);
  const heads = runningOf(edgeOf(units, 'head'), labels);
  const feet = runningOf(edgeOf(units, 'foot'), labels);
  return pages.map(({ blocks, turned, drawn }, i): PageParts => {
    const own = units[i]!;
    const head = own.filter((unit) => heads.has(unit));
    const foot = own.filter((unit) => feet.has(unit) && !heads.has(unit));
    // Scanned pages may bear a head or a stamp of their own.
    const isPicture = drawn && own.every((unit) => heads.has(unit) || feet.has(unit));
    const runs = isPicture
      ? [head, foot]
      : leaveEnough(lettersOf(linesOfBlocks(blocks)), head, foot);
    const rest = without(blocks, new Set(runs.flat().flatMap((unit) => unit.lines)));
    const kept = [...rest, ...turned];
    if (kept.length === 0 && !isPicture) return { blocks, running: { head: [], foot: [] } };
    const [top, bottom] = runs.map((edge) => edge.map(({ text }) => text)) as [string[], string[]];
    return { blocks: kept, running: { head: top, foot: bottom } };
  });
}

const lettersOf = (units: readonly { readonly text: string }[]): number =>
  units.reduce((sum, { text }) => sum + text.length, 0);

/** An attachment carries no more lines, nor longer ones. */
const MOST_LINES = 100;
const LONGEST_LINE = 200;
/** The running lines of all pages, each once with its pages; numbers alone are left out. */
export function packRunning(pages: readonly PageEdges[]): RunningText[] {
  const lines = new Map<string, { edge: RunningText['edge']; text: string; pages: number[] }>();
  pages.forEach((edges, i) => {
    for (const edge of ['head', 'foot'] as const)
      for (const line of edges[edge]) {
        const text = cleanLine(line).replace(NUMBER_BESIDE, '').slice(0, LONGEST_LINE);
        if (text === '' || PAGE_NUMBER.test(text)) continue;
        const known = lines.get(`${edge} ${text}`);
        if (known !== undefined) known.pages.push(i + 1);
        else if (lines.size < MOST_LINES)
          lines.set(`${edge} ${text}`, { edge, text, pages: [i + 1] });
      }
  });
  return [...lines.values()].map((line) => ({ ...line, pages: packPages(line.pages) }));
}
