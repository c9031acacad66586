import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OutlineEntry } from '#server/items/file-text.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import { cleanLine } from '../vietnamese-text.ts';

const MAX_DEPTH = 6;
const MAX_ENTRIES = 2_000;

interface Node {
  readonly title?: string;
  readonly dest?: unknown;
  readonly items?: readonly Node[];
}

async function pageOf(doc: PDFDocumentProxy, dest: unknown): Promise<number | null> {
  try {
    const explicit: unknown = typeof dest === 'string' ? await doc.getDestination(dest) : dest;
    const target: unknown = Array.isArray(explicit) ? explicit[0] : null;
    const index =
      typeof target === 'number'
        ? target
        : target === null || typeof target !== 'object'
          ? null
          : await doc.getPageIndex(target as { num: number; gen: number });
    return index !== null && index >= 0 && index < doc.numPages ? index + 1 : null;
  } catch {
    return null;
  }
}

/**
 * The document's outline with page numbers. Entries without a page are left out; depth, number and
 * cycles are bounded.
 */
export async function readOutline(doc: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const seen = new Set<Node>();
  const walk = async (nodes: readonly Node[], level: number): Promise<void> => {
    for (const node of nodes) {
      if (entries.length >= MAX_ENTRIES || seen.has(node)) return;
      seen.add(node);
      const title = cleanLine(decodeLine(node.title ?? '')).slice(0, 300);
      const page = title === '' ? null : await pageOf(doc, node.dest);
      if (page !== null) entries.push({ title, level, locator: { kind: 'page', page } });
      if (level < MAX_DEPTH) await walk(node.items ?? [], level + 1);
    }
  };
  try {
    await walk(((await doc.getOutline()) as readonly Node[] | null) ?? [], 1);
  } catch {
    // A damaged outline costs the outline, not the text.
  }
  return entries;
}
