import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { showSourceLines } from '#server/source-lines.ts';

const before = Error.prepareStackTrace;
const folder = mkdtempSync(join(tmpdir(), 'source-lines-'));
afterAll(() => {
  Error.prepareStackTrace = before;
  rmSync(folder, { recursive: true });
});

/** What `fault()` of a compiled file has as its stack, whose map is given. */
async function stackOf(name: string, map: string | null): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, 'export const fault = () => new TypeError("hỏng");\n');
  if (map !== null) writeFileSync(`${file}.map`, map);
  const { fault } = (await import(pathToFileURL(file).href)) as { fault: () => Error };
  return fault().stack!;
}

const MAP = JSON.stringify({
  version: 3,
  sources: ['../as-written.ts'],
  names: [],
  mappings: 'AAEA',
});

describe('a stack names', () => {
  beforeAll(() => showSourceLines());

  it('the line that a person wrote', async () => {
    const stack = await stackOf('mapped', MAP);
    expect(stack).toMatch(/^TypeError: hỏng\n {4}at fault \(file:\S+\/as-written\.ts:3:1\)\n/u);
    expect(stack).not.toContain('mapped.mjs');
  });

  it.each([
    ['has no map', null],
    ['has a broken map', '{"version":3'],
  ])('the compiled line where a file %s', async (name, map) => {
    expect(await stackOf(name.replaceAll(' ', '-'), map)).toMatch(
      /at fault \(file:\S+\.mjs:1:28\)/u,
    );
  });

  it('what has no file as before', () => {
    expect([3].map(() => new Error('x').stack)[0]).toContain('at Array.map (<anonymous>)');
  });
});
