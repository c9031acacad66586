import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SETTINGS } from '#server/config.ts';
import { errorCodes, errorKind, errorMessage } from '#server/base/errors.ts';
import { HTTP_STATUS } from '#server/http/status.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const rows = (markdown: string): string[] =>
  markdown.split('\n').filter((line) => line.startsWith('| `'));

describe('the documentation', () => {
  test('lists every setting with its default and its help, and no other', () => {
    const expected = Object.entries(SETTINGS).map(
      ([name, s]) => `| \`${name}\` | ${s.default === '' ? '' : `\`${s.default}\``} | ${s.help} |`,
    );
    expect(rows(read('docs/config.md'))).toEqual(expected);
  });

  test('lists every error with its kind, its HTTP status and its sentence, and no other', () => {
    const expected = errorCodes.map(
      (code) =>
        `| \`${code}\` | ${errorKind(code)} | ${HTTP_STATUS[errorKind(code)]} | ${errorMessage(code)} |`,
    );
    expect(rows(read('docs/errors.md'))).toEqual(expected);
  });

  test('has every decision record whole and short', () => {
    const folder = join(ROOT, 'docs/decisions');
    const records = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(records.length).toBeGreaterThan(0);
    for (const name of records) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([
        name,
        ['Date', 'Status', 'Context', 'Decision', 'Consequences', 'Checked'].filter(
          (part) => !text.includes(`**${part}`),
        ),
      ]).toEqual([name, []]);
      expect([name, text.split(/\s+/u).length < 330]).toEqual([name, true]);
    }
  });

  test('names only tests and code that are there', () => {
    for (const file of ['docs/security.md', 'docs/personal-data.md', 'docs/limits.md']) {
      const named = [...read(file).matchAll(/`((?:test|server)\/[\w/.-]+\.tsx?)`/gu)];
      expect(named.length).toBeGreaterThan(5);
      const missing = named.map((m) => m[1]!).filter((path) => !existsSync(join(ROOT, path)));
      expect([file, missing]).toEqual([file, []]);
    }
  });

  test('points only to files that are there', () => {
    for (const file of [
      'docs/security.md',
      'docs/personal-data.md',
      'docs/incidents.md',
      'docs/keys.md',
      'README.md',
      'docs/architecture.md',
      'docs/operations.md',
      'docs/api.md',
      'docs/config.md',
      'docs/errors.md',
    ]) {
      const base = join(ROOT, file, '..');
      const missing = [...read(file).matchAll(/\]\(([^):#]+)\)/gu)]
        .map((m) => m[1]!)
        .filter((target) => !existsSync(join(base, target)));
      expect([file, missing]).toEqual([file, []]);
    }
  });
});
