import { posix } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Archive } from '../archive.ts';
import { child, childrenNamed, readXml, type XmlElement } from './xml-element.ts';

export interface Relationship {
  /** The last word of its type: `image`, `hyperlink`, `footnotes`, `aFChunk` … */
  readonly kind: string;
  /** A part of the file, or an outside address. */
  readonly target: string;
  readonly outside: boolean;
}

const MOST_PART = 200 * 2 ** 20;

/** The parts of a Word file and how they refer to each other (OPC, ECMA-376 part 2). */
export class DocxPackage {
  readonly archive: Archive;

  constructor(archive: Archive) {
    this.archive = archive;
  }

  /** @returns undefined when the file has no such part */
  async xml(part: string): Promise<XmlElement | undefined> {
    return this.archive.has(part) ? readXml(await this.archive.read(part, MOST_PART)) : undefined;
  }

  async relationships(part: string): Promise<ReadonlyMap<string, Relationship>> {
    const { dir, base } = posix.parse(part);
    const root = await this.xml(posix.join(dir, '_rels', `${base}.rels`));
    return new Map(
      childrenNamed(child(root, 'rel:Relationships'), 'rel:Relationship').map(({ attributes }) => {
        const outside = attributes['TargetMode'] === 'External';
        const target = attributes['Target'] ?? '';
        return [
          attributes['Id'] ?? '',
          {
            kind: (attributes['Type'] ?? '').split('/').at(-1)!,
            outside,
            target: outside ? target : partName(dir, target),
          },
        ];
      }),
    );
  }

  /**
   * Where the document itself lies: writers may name it as they like.
   * @throws AppError file-broken when there is none
   */
  async documentPart(): Promise<string> {
    const roots = [...(await this.relationships('')).values()];
    const named = roots.find((r) => r.kind === 'officeDocument')?.target ?? '';
    const part = [named, 'word/document.xml'].find((name) => this.archive.has(name));
    if (part === undefined) throw new AppError('file-broken');
    return part;
  }
}

const partName = (folder: string, target: string): string => {
  let name = target;
  try {
    name = decodeURIComponent(target);
  } catch {
    // A name with a bare per cent sign stands as it is.
  }
  return name.startsWith('/') ? name.slice(1) : posix.join(folder, name);
};
