import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { patternsOf } from '../../support/hostile/patterns-of-code.ts';
import { slowAttack } from '../../support/hostile/slow-attack.ts';
import { ROOT, sources } from '../../support/source-code.ts';

/** More letters than any field, head or cell may have; files are read in pieces or by lines. */
const LENGTH = 100_000;
const LONGEST_MS = 20;

const slowIn = (file: string, text: string): string[] =>
  patternsOf(file, text).flatMap((pattern) => {
    const attack = slowAttack(pattern, { length: LENGTH, ms: LONGEST_MS });
    return attack === null ? [] : [`${file}: ${String(pattern)}: ${JSON.stringify(attack)}`];
  });

describe('no pattern of the program takes long over a hostile text', () => {
  test.each(['server', 'storage', 'web'])('%s', (folder) => {
    const files = sources.filter((file) => file.startsWith(`${folder}/`));
    expect(files.flatMap((file) => slowIn(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual(
      [],
    );
  });

  test.each([
    String.raw`/\s+$/u`,
    String.raw`/\s*,\s*/u`,
    String.raw`/<[^>]*>/u`,
    String.raw`/^([^([]+?)\s*(?:\((.*)\))?$/u`,
    String.raw`/(?:a|aa)+$/u`,
    "new RegExp(`^(?:${'x'}+)+$`, 'u')",
  ])('%s is found', (pattern) => {
    expect(slowIn('planted.ts', `const planted = ${pattern};`)).toHaveLength(1);
  });
});
