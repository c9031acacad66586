import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the models lie, from the build as from source. */
export const MODELS = fileURLToPath(
  new URL(
    /\/dist\/server\//u.test(import.meta.url)
      ? '../../../../../server/ingest/extract/recognise/trueocr-0.1.1/'
      : './trueocr-0.1.1/',
    import.meta.url,
  ),
);

/** A model is missing or not the one that was measured. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
}

/** The sums of `SHA256SUMS`, by file name. */
async function sumsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(folder, 'SHA256SUMS'), 'utf8');
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
}

/** Bytes of a model's file, checked against `SHA256SUMS` beside it. @throws ModelFault */
export async function readModelFile(folder: string, name: string): Promise<Buffer> {
  let bytes: Buffer;
  let sums: ReadonlyMap<string, string>;
  try {
    [bytes, sums] = await Promise.all([readFile(join(folder, name)), sumsOf(folder)]);
  } catch (error) {
    throw new ModelFault(`${name} cannot be read`, { cause: error });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sums.get(name))
    throw new ModelFault(`${name} is not the file that SHA256SUMS names`);
  return bytes;
}
