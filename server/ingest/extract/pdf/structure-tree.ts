import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Numbers of the marked contents that make one paragraph, heading or item of a list. */
export type Marks = readonly number[];

/** What the tags of a page say, in their order: paragraphs, and tables by rows, cells, paragraphs. */
export type TaggedUnit =
  | { readonly kind: 'block'; readonly marks: Marks }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Marks[])[])[] };

interface TreeNode {
  readonly role?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
  readonly children?: readonly TreeNode[];
}

/** Roles that hold words within a paragraph; all others part paragraphs (ISO 32000-2, 14.8.4). */
const INLINE = new Set([
  'Span',
  'Link',
  'Quote',
  'Reference',
  'BibEntry',
  'Code',
  'Annot',
  'Em',
  'Strong',
  'Sub',
  'Lbl',
  'Ruby',
  'RB',
  'RT',
  'RP',
  'Warichu',
  'WT',
  'WP',
  'Form',
  'Formula',
  'NonStruct',
]);
const MAX_DEPTH = 60;
const MOST_NODES = 50_000;

const childrenOf = (node: TreeNode): readonly TreeNode[] => node.children ?? [];
/** Notes at the foot hang on the words they explain, and are read after the page's text. */
const isNote = ({ role }: TreeNode): boolean => role === 'Note' || role === 'FENote';
const isContent = (node: TreeNode): boolean => node.type === 'content';
const isInline = (node: TreeNode): boolean => isContent(node) || INLINE.has(String(node.role));

/** `p12R_mc3` names marked content 3 of the page. */
const markOf = ({ id }: TreeNode): number => Number(/_mc(\d+)$/u.exec(String(id))?.[1] ?? -1);

class UnitReader {
  readonly units: TaggedUnit[] = [];
  readonly notes: TaggedUnit[] = [];
  #nodes = 0;

  /** Adds the units below a node. */
  read(node: TreeNode, depth = 0): void {
    if (depth > MAX_DEPTH || ++this.#nodes > MOST_NODES) return;
    if (node.role === 'Table') {
      this.units.push({ kind: 'table', rows: this.#rowsOf(node, depth + 1) });
      return;
    }
    for (const marks of this.#paragraphs(node, depth)) this.units.push({ kind: 'block', marks });
  }

  /** The paragraphs below a node; those of tables go to the units by themselves. */
  #paragraphs(node: TreeNode, depth: number): Marks[] {
    if (depth > MAX_DEPTH || ++this.#nodes > MOST_NODES) return [];
    const children = this.#withoutNotes(node, depth);
    if (children.every(isInline) || this.#isSingleItem(node)) {
      const marks = this.#marksBelow(node, depth);
      return marks.length === 0 ? [] : [marks];
    }
    const found: Marks[] = [];
    let inline: number[] = [];
    const flush = (): void => {
      if (inline.length > 0) found.push(inline);
      inline = [];
    };
    for (const child of children) {
      if (isInline(child)) {
        inline.push(...this.#marksBelow(child, depth + 1));
        continue;
      }
      flush();
      if (child.role === 'Table') {
        for (const marks of found.splice(0)) this.units.push({ kind: 'block', marks });
        this.read(child, depth + 1);
      } else found.push(...this.#paragraphs(child, depth + 1));
    }
    flush();
    return found;
  }

  #withoutNotes(node: TreeNode, depth: number): readonly TreeNode[] {
    const children = childrenOf(node);
    if (!children.some(isNote)) return children;
    for (const note of children.filter(isNote))
      for (const marks of this.#paragraphs(note, depth + 1))
        this.notes.push({ kind: 'block', marks });
    return children.filter((child) => !isNote(child));
  }

  /** An item of a list whose label and text are one paragraph. */
  #isSingleItem(node: TreeNode): boolean {
    if (node.role !== 'LI') return false;
    const bodies = childrenOf(node).filter(({ role }) => role === 'LBody');
    return (
      bodies.length === 1 &&
      childrenOf(bodies[0]!).filter((child) => !isInline(child)).length <= 1 &&
      childrenOf(bodies[0]!).every((child) => child.role === 'P' || isInline(child))
    );
  }

  #marksBelow(node: TreeNode, depth: number): number[] {
    if (depth > MAX_DEPTH || ++this.#nodes > MOST_NODES) return [];
    if (isContent(node)) return [markOf(node)].filter((mark) => mark >= 0);
    return this.#withoutNotes(node, depth).flatMap((child) => this.#marksBelow(child, depth + 1));
  }

  #rowsOf(node: TreeNode, depth: number): Marks[][][] {
    if (depth > MAX_DEPTH || ++this.#nodes > MOST_NODES) return [];
    if (node.role === 'TR')
      return [childrenOf(node).map((cell) => this.#paragraphs(cell, depth + 1))];
    return childrenOf(node).flatMap((child) => this.#rowsOf(child, depth + 1));
  }
}

/** What the tags of a page say; empty when it has none or they are damaged. */
export async function readStructure(page: PDFPageProxy): Promise<readonly TaggedUnit[]> {
  try {
    const tree = (await page.getStructTree()) as TreeNode | null;
    if (tree === null) return [];
    const reader = new UnitReader();
    reader.read(tree);
    return [...reader.units, ...reader.notes];
  } catch {
    return [];
  }
}
