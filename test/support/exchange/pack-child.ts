/* Makes a package and may be killed at any moment: PATH is the one argument. */
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { packDelivery, type PackDeps } from '#server/delivery/actions/package/pack-delivery.ts';
import { publicRecord } from '#server/exchange/record/public-record.ts';
import { recordAddresses } from '#web/paths/exchange.ts';
import { createHash } from 'node:crypto';
import { anAttachment, anItem, NOW } from '../builders.ts';

const ITEMS = 120;
const LENGTH = 20_000;

const bytesOf = (n: number): Buffer => Buffer.alloc(LENGTH, `tài liệu ${n} `);
const items = Array.from({ length: ITEMS }, (_, n) => {
  const sha256 = createHash('sha256').update(bytesOf(n)).digest('hex');
  const file = anAttachment({ id: `f${n}`, name: `${n}.txt`, bytes: LENGTH, sha256 });
  return anItem({ id: `i${n}`, state: 'published', publishedAt: NOW, attachments: [file] });
});
const byDigest = new Map(items.map(({ attachments }, n) => [attachments[0]!.sha256, n]));
const context = {
  vocabulary: LAW_VOCABULARY,
  units: new Map(),
  laws: new Map(),
  day: '2026-11-30',
};

const deps: PackDeps = {
  files: {
    async *read(sha256: string) {
      const bytes = bytesOf(byDigest.get(sha256)!);
      yield bytes.subarray(0, LENGTH / 2);
      // Somebody may be killed here, with half a file written.
      await new Promise((resolve) => {
        setTimeout(resolve, 4);
      });
      yield bytes.subarray(LENGTH / 2);
    },
  },
  drawCover: async () => null,
  records: async (given) => given.map((item) => publicRecord(item, context)),
  addressesOf: recordAddresses('https://tusach.example', 'tusach.example'),
  findItems: async (ids) => items.filter(({ id }) => ids.includes(id)),
  findRows: async () => [],
  entriesAfter: async (ordinal, limit) =>
    items.slice(ordinal + 1, ordinal + 1 + limit).map(({ id }, i) => ({
      deliveryId: 'd',
      ordinal: ordinal + 1 + i,
      itemId: id,
      action: (ordinal + 1 + i) % 7 === 3 ? 'withdrawn' : 'new',
      digest: '',
    })),
  packed: async () => undefined,
  checkpoint: { bytes: 1e9, entries: 2 },
};

process.stdout.write('begun\n');
const packed = await packDelivery(
  deps,
  process.argv[2]!,
  {
    name: 'goi-thu',
    shelf: 'Tủ sách',
    unit: 'Sở Tư pháp',
    email: 'a@anson.example',
    address: 'https://tusach.example',
    asOf: '2026-11-30T01:02:03Z',
    counts: { new: ITEMS, changed: 0, withdrawn: 0 },
    mode: 'whole',
  },
  new AbortController().signal,
);
process.stdout.write(packed!.file.sha256);
