import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string }[];
  readonly licenses: readonly unknown[];
}

test('the bill of materials holds every package that runs, and none that only builds or tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    const file = join(folder, 'sbom.json');
    execFileSync(process.execPath, ['server/write-sbom.mjs', file]);
    const bill = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly bomFormat: string;
      readonly metadata: { readonly component: Component };
      readonly components: readonly Component[];
    };
    const { name, version, dependencies, devDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>> & { readonly name: string };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component).toMatchObject({ name, version });
    const held = new Map(bill.components.map((one) => [one.name, one]));
    for (const [wanted, exact] of Object.entries(dependencies!))
      expect(held.get(wanted)).toMatchObject({ name: wanted, version: exact });
    for (const unwanted of ['jest', 'typescript', 'playwright-core', 'oauth2-mock-server'])
      expect([unwanted in devDependencies!, held.has(unwanted)]).toEqual([true, false]);
    for (const { purl, hashes, licenses } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\//u);
      expect([purl, hashes.length, licenses.length > 0]).toEqual([purl, 1, true]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
