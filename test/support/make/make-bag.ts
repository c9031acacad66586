import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';

export interface BagOptions {
  /** Payload files by their path below `data/`. */
  readonly payload: Readonly<Record<string, Uint8Array | string>>;
  readonly top?: string;
  /** Paths that the manifests leave out. */
  readonly unlisted?: readonly string[];
  /** Lines added to the manifest. */
  readonly more?: readonly string[];
  readonly algorithm?: string;
  /** Changes the entries of the ZIP last. */
  readonly change?: (entries: Record<string, Uint8Array>) => void;
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? strToU8(content) : content;
const hex = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

/** A bag (RFC 8493) in a ZIP, as another shelf or institution sends it. */
export function makeBag({
  payload,
  top = 'goi-1/',
  unlisted = [],
  more = [],
  algorithm = 'sha256',
  change = () => undefined,
}: BagOptions): Buffer {
  const entries: Record<string, Uint8Array> = {};
  const lines: string[] = [...more];
  for (const [path, content] of Object.entries(payload)) {
    entries[`${top}data/${path}`] = bytesOf(content);
    if (!unlisted.includes(path)) lines.push(`${hex(algorithm, bytesOf(content))}  data/${path}`);
  }
  const tags = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': 'Source-Organization: Sở Tư pháp\n',
    [`manifest-${algorithm}.txt`]: `${lines.join('\n')}\n`,
  };
  for (const [name, text] of Object.entries(tags)) entries[top + name] = strToU8(text);
  entries[`${top}tagmanifest-${algorithm}.txt`] = strToU8(
    Object.entries(tags)
      .map(([name, text]) => `${hex(algorithm, strToU8(text))}  ${name}\n`)
      .join(''),
  );
  change(entries);
  return Buffer.from(zipSync(entries, { level: 0 }));
}

/** `record.json` of another shelf. */
export const bagRecordJson = (record: Readonly<Record<string, unknown>>, form = 1): string =>
  JSON.stringify({
    form,
    addresses: { oai: `oai:tu-sach.tinh-b.example:${String(record['id'])}` },
    record,
  });
