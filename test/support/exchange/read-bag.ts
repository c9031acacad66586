import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { unzipSync } from 'fflate';

export interface ReadBag {
  /** Bytes of the payload by path below data/. */
  readonly payload: ReadonlyMap<string, Buffer>;
  /** bag-info.txt. */
  readonly info: ReadonlyMap<string, string>;
  text(path: string): string;
  json(path: string): unknown;
}

const lines = (bytes: Uint8Array): string[] =>
  Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1);

const sum = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

const listOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(
    lines(bytes).map((line) => [
      decodeURIComponent(line.slice(line.indexOf('  ') + 2)),
      line.split('  ')[0]!,
    ]),
  );

/**
 * Reads a bag in a ZIP and holds it to RFC 8493: one folder named like the ZIP, bagit.txt, both
 * manifests over every payload file, both tag manifests over all tag files, Payload-Oxum. Throws
 * where it does not hold.
 */
export function readBag(path: string): ReadBag {
  const entries = new Map(Object.entries(unzipSync(readFileSync(path))));
  const name = basename(path, '.zip');
  const at = (file: string): Uint8Array => {
    const bytes = entries.get(`${name}/${file}`);
    if (bytes === undefined) throw new Error(`${file} is missing`);
    return bytes;
  };
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`the bag does not hold: ${what}`);
  };
  const payload = new Map(
    [...entries]
      .filter(([file]) => file.startsWith(`${name}/data/`))
      .map(([file, bytes]) => [file.slice(`${name}/data/`.length), Buffer.from(bytes)]),
  );
  must(
    Buffer.from(at('bagit.txt')).toString() ===
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bagit.txt',
  );
  for (const algorithm of ['sha256', 'sha512']) {
    const manifest = listOf(at(`manifest-${algorithm}.txt`));
    must(manifest.size === payload.size, `${algorithm} lists every file once`);
    for (const [file, bytes] of payload)
      must(manifest.get(`data/${file}`) === sum(algorithm, bytes), `${algorithm} of ${file}`);
    const tags = listOf(at(`tagmanifest-${algorithm}.txt`));
    must(tags.size === 4, `${algorithm} lists the tag files`);
    for (const [file, digest] of tags) must(sum(algorithm, at(file)) === digest, `tag ${file}`);
  }
  const info = new Map(
    lines(at('bag-info.txt')).map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)] as const;
    }),
  );
  const bytes = [...payload.values()].reduce((all, one) => all + one.length, 0);
  must(info.get('Payload-Oxum') === `${bytes}.${payload.size}`, 'Payload-Oxum');
  must(
    [...entries.keys()].every((file) => file.startsWith(`${name}/`)),
    'one folder',
  );
  const text = (file: string): string => payload.get(file)!.toString('utf8');
  return { payload, info, text, json: (file) => JSON.parse(text(file)) };
}
