import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MODELS, readModelFile } from '#server/ingest/extract/recognise/model-files.ts';
import { openReaders } from '#server/ingest/extract/recognise/readers.ts';
import type { EnginesRead, ReadByEngine } from '../../support/recognise/read-with-each.ts';
import { ROOT } from '../../support/source-code.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const read = promisify(execFile)(process.execPath, [
  '-C',
  'source',
  '--disable-warning=ExperimentalWarning',
  join(ROOT, 'test/support/recognise/read-with-each.ts'),
  join(ROOT, 'test/fixtures/scans/two-lines.png'),
]).then(({ stdout }) => JSON.parse(stdout) as EnginesRead);

describe.each(['trueocr 0.1.1', 'tesseract.js 7.0.0'])('%s', (name) => {
  let picture: ReadByEngine;
  let lines: ReadByEngine['lines'];
  beforeAll(async () => {
    picture = (await read).read.find((engine) => engine.name === name)!;
    lines = picture.lines;
  });

  test('reads what is printed, composed, word by word', () => {
    const words = lines.flatMap((line) => line.words.map((word) => word.text));
    expect(words).toEqual(expect.arrayContaining(['19', 'tháng', '02', 'năm', '2025;']));
    expect(words.every((word) => word !== '' && word === word.normalize('NFC'))).toBe(true);
    expect(words.some((word) => /\s/u.test(word))).toBe(false);
  });

  test('gives lines with words, from left to right', () => {
    for (const line of lines) {
      const lefts = line.words.map((word) => word.box[0]);
      expect(lefts.length).toBeGreaterThan(0);
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    }
  });

  test('gives boxes within the picture and confidences from 0 to 1', () => {
    for (const { box, confidence } of lines.flatMap((line) => line.words)) {
      const [left, top, width, height] = box;
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(picture.width);
      expect(top + height).toBeLessThanOrEqual(picture.height);
      expect(Math.min(width, height)).toBeGreaterThan(0);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test('finds nothing where nothing is printed', () => {
    for (const [what, found] of Object.entries(picture.empty))
      expect([what, found]).toEqual([what, []]);
  });
});

test('the second engine without its data fails, and does not wait for ever', async () => {
  expect((await read).withoutData).toBe('tesseract failed');
});

describe('models', () => {
  test('that are other than their sums, or missing, are refused', async () => {
    writeFileSync(join(folder.path, 'meta.json'), '{}');
    await expect(readModelFile(folder.path, 'meta.json')).rejects.toThrow('cannot be read');
    cpSync(join(MODELS, 'SHA256SUMS'), join(folder.path, 'SHA256SUMS'));
    await expect(readModelFile(folder.path, 'meta.json')).rejects.toThrow('SHA256SUMS');
    rmSync(join(folder.path, 'meta.json'));
    await expect(readModelFile(folder.path, 'meta.json')).rejects.toThrow('cannot be read');
  });

  test('that are not intact leave reading to the second engine, and say so', async () => {
    const models = join(folder.path, 'models');
    cpSync(MODELS, models, { recursive: true });
    const bytes = readFileSync(join(models, 'rec.onnx'));
    bytes[1_000]! ^= 1;
    writeFileSync(join(models, 'rec.onnx'), bytes);
    expect(await openReaders(models)).toMatchObject({
      first: { name: 'tesseract.js 7.0.0' },
      second: null,
      notes: ['first-reader-missing'],
    });
  });
});
