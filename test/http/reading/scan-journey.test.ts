import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../support/ask.ts';
import { ROOT } from '../../support/source-code.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** The head of a signed decision, scanned at 200 dpi. */
const HEAD = join(ROOT, 'test/fixtures/scans/decision-head.png');

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ settings: { RECOGNITION: 'on' } });
});
afterAll(() => app.close());

it('a scan is taken in, read by the engines of the shelf, found by its words and marked', async () => {
  copyFileSync(HEAD, join(app.folder, 'quyet-dinh.png'));
  const itemId = (await app.importFolder(app.folder))[0]!.itemId!;
  // Typed as people type, without marks.
  const found = await ask(app.base, '/tim-kiem?q=thu+tuong+chinh+phu');
  const hit = found.links.find(({ href }) => href.startsWith(`/tai-lieu/${itemId}/trang/1?`))!;
  const page = await ask(app.base, hit.href.replace(/#.*/u, ''));
  expect(page.words).toContain('Chữ trên trang này do máy đọc từ ảnh');
  expect(page.having('id').filter((e) => e.attribs['id'] === 'danh-dau')).toHaveLength(1);
  const { attachments } = (await app.shelf.storage.catalog.findItem(itemId))!;
  const chunks: Uint8Array[] = [];
  for await (const chunk of app.shelf.storage.files.read(attachments[0]!.sha256, null))
    chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(readFileSync(HEAD))).toBe(true);
});
