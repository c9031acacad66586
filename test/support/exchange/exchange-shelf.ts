import { stampRecords, type StampDeps } from '#server/exchange/actions/stamp-records.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { searchDocument } from '#server/search/actions/search-document.ts';
import type { Shelf } from '#server/shelf.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { aChange, anAttachment, anItem } from '../builders.ts';
import { makeEpub } from '../make/make-epub.ts';
import { makePdf } from '../make/make-pdf.ts';
import { NASTY } from './some-records.ts';

const BATCH = 500;
const LANGUAGES = ['vi', 'vi', 'vi', 'hmn', 'en', 'jra'];
const LAWS = ['35/2013/QH13', '14/2019/QĐ-TTg', '31/2024/QH15'];

type Store = Pick<Shelf, 'storage' | 'steadyNow'>;

async function stored(
  { storage }: Store,
  bytes: Uint8Array,
  more: Partial<Attachment>,
): Promise<Attachment> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const file = await storage.files.put(once(), 10 * 1024 ** 2);
  return anAttachment({ ...file, ...more });
}

/** An item of many kinds, by its number; every tenth has characters that XML does not take. */
function numbered(i: number, unitId: string, files: readonly Attachment[]): Item {
  const odd = i % 10 === 9 ? NASTY : '';
  const file = files[i % (files.length + 1)];
  const published = new Date(Date.parse('2026-02-01T00:00:00Z') + i * 60_000).toISOString();
  return anItem({
    title: `Tài liệu số ${i} về hòa giải và đất đai${odd}`,
    altTitle: odd,
    identifier: `MAU-${i}`,
    genre: LAW_GENRES[i % LAW_GENRES.length]!.code,
    compilers: [`Ủy ban nhân dân xã ${i % 12}${odd}`],
    abstract: i % 7 === 0 ? '' : `Giới thiệu nội dung của tài liệu số ${i}.${odd}`,
    issued: i % 8 === 0 ? null : `2026-${String(1 + (i % 12)).padStart(2, '0')}`,
    subjects: [String(1 + (i % 45)).padStart(2, '0'), '44'].filter(
      (s, at, all) => all.indexOf(s) === at,
    ),
    audiences: ['nguoi-dan'],
    language: LANGUAGES[i % LANGUAGES.length]!,
    keywords: ['hòa giải', `từ khóa ${i % 30}${odd}`],
    series: i % 5 === 0 ? 'Tủ sách xã' : '',
    volume: i % 5 === 0 ? String(i) : '',
    lawRefs: [{ number: LAWS[i % 3]!, title: odd, articles: 'Điều 3', vbplId: null, url: null }],
    rights: { kind: i % 11 === 10 ? 'chi_thu_muc' : 'duoc_phep', note: odd },
    attachments: file === undefined ? [] : [{ ...file, id: anAttachment().id }],
    validity: {
      state: i % 4 === 0 ? 'con' : 'chua_xac_dinh',
      from: null,
      to: null,
      reviewedAt: null,
      reason: '',
    },
    unitId,
    state: 'published',
    publishedAt: published,
    createdAt: published,
  });
}

/** Puts records of all kinds without files into a catalogue, stamped; gives them in order. */
export async function fillCatalog(
  deps: StampDeps,
  count: number,
  files: readonly Attachment[] = [],
  use: (items: readonly Item[]) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const { catalog } = deps;
  const unit = (await catalog.listUnits())[0]?.id ?? 'so-tu-phap';
  const ids: string[] = [];
  for (let at = 0; at < count; at += BATCH) {
    const wanted = Array.from({ length: Math.min(BATCH, count - at) }, (_, i) =>
      aChange(numbered(at + i, unit, files)),
    );
    const saved = await catalog.saveItems(wanted);
    await use(saved);
    const batch = saved.map(({ id }) => id);
    await stampRecords(deps, batch);
    ids.push(...batch);
  }
  return ids;
}

/** Puts items of all kinds on the shelf, indexed and stamped; gives their ids in order. */
export async function fillExchangeShelf(shelf: Store, count: number): Promise<string[]> {
  const { catalog, search } = shelf.storage;
  const files = await Promise.all([
    stored(shelf, makePdf({ pages: ['Hoa giai', 'Dat dai'] }), { name: 'tài liệu.pdf' }),
    stored(shelf, makeEpub({ chapters: [{ name: 'c1.xhtml', body: '<p>Hòa giải</p>' }] }), {
      name: 'tài liệu.epub',
      role: 'epub',
      mediaType: 'application/epub+zip',
    }),
  ]);
  // Makes the index while nothing is published: one made later waits until all is in it.
  await search.state();
  const deps = { catalog, now: shelf.steadyNow };
  const ids = await fillCatalog(deps, count, files, async (items) =>
    search.index(await Promise.all(items.map((item) => searchDocument(deps, item)))),
  );
  await catalog.bumpPublicRevision();
  return ids;
}

/** Takes items away from readers, as officials do, and stamps them. */
export async function withdrawAll(shelf: Store, ids: readonly string[]): Promise<void> {
  const { catalog, search } = shelf.storage;
  const items = await catalog.findItems(ids);
  await catalog.saveItems(items.map((item) => aChange({ ...item, state: 'withdrawn' })));
  await search.remove(ids);
  await stampRecords({ catalog, now: shelf.steadyNow }, ids);
  await catalog.bumpPublicRevision();
}
