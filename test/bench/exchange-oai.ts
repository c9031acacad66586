import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSigner } from '#server/exchange/actions/repository-facts.ts';
import { writeResumption } from '#server/exchange/oai/resumption.ts';
import { openStorage } from '#storage/index.ts';
import type { Catalog } from '#server/ports.ts';
import { anAttachment } from '../support/builders.ts';
import { fillCatalog } from '../support/exchange/exchange-shelf.ts';
import { percentile, type Figure } from './figures.ts';
import { startServer, type RunningServer } from './server-process.ts';

const ITEMS = 100_000;
const PAGES = 100;
const ROUNDS = 20;
const FORMATS = ['oai_dc', 'marc21', 'mods'];
/** Nothing that is measured here is stamped later. */
const AS_OF = '2099-01-01T00:00:00Z';

/** A token for the last page: what a harvester holds after 999 pages. */
async function lastPage(catalog: Catalog, prefix: string): Promise<string> {
  const stamps = await catalog.harvestStamps();
  const rows = await catalog.listHarvestRows({
    set: null,
    from: stamps!.last,
    until: null,
    after: null,
    limit: ITEMS,
  });
  const after = rows.at(-101)!;
  const signer = await openSigner({ catalog });
  const query = { prefix, set: null, from: null, until: null };
  const resumption = {
    verb: 'ListRecords',
    query,
    asOf: AS_OF,
    after,
    cursor: ITEMS - 100,
    size: ITEMS,
  } as const;
  return `verb=ListRecords&resumptionToken=${encodeURIComponent(signer.sign(writeResumption(resumption)))}`;
}

async function ask(base: string, query: string): Promise<string> {
  const answer = await fetch(`${base}/oai?${query}`, {
    headers: { 'accept-encoding': 'identity' },
  });
  const text = await answer.text();
  if (!text.includes('<ListRecords>')) throw new Error(`${query}: ${text.slice(0, 500)}`);
  return text;
}

/** Records a second over the first pages of a harvest. */
async function rate(base: string, prefix: string): Promise<number> {
  let query = `verb=ListRecords&metadataPrefix=${prefix}`;
  let records = 0;
  const begun = performance.now();
  for (let page = 0; page < PAGES; page++) {
    const text = await ask(base, query);
    records += text.split('<record>').length - 1;
    const token = /<resumptionToken[^>]*>([^<]+)</u.exec(text)![1]!;
    query = `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
  }
  return records / ((performance.now() - begun) / 1000);
}

/** Lower quartiles of the first and the last page, asked in turn. */
async function ends(base: string, last: string): Promise<{ first: number; last: number }> {
  const first = 'verb=ListRecords&metadataPrefix=oai_dc';
  const times: Record<string, number[]> = { [first]: [], [last]: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const query of [first, last]) {
      const begun = performance.now();
      await ask(base, query);
      times[query]!.push(performance.now() - begun);
    }
  return { first: percentile(times[first]!, 25), last: percentile(times[last]!, 25) };
}

async function measure(
  form: string,
  settings: { readonly DATABASE_URL: string; readonly ELASTICSEARCH_URL: string },
): Promise<Figure[]> {
  const storage = await openStorage(settings);
  const deps = { catalog: storage.catalog, now: () => new Date().toISOString() };
  await fillCatalog(deps, ITEMS, [
    anAttachment(),
    anAttachment({ mediaType: 'application/epub+zip' }),
  ]);
  const last = await lastPage(storage.catalog, 'oai_dc');
  await storage.close();
  let server: RunningServer | null = null;
  try {
    server = await startServer({ ...settings, BOOKSHELF_DEMO: 'no', ROLES: 'web' });
    const figures: Figure[] = [];
    if (form === 'embedded')
      for (const prefix of FORMATS)
        figures.push({
          name: `OAI-PMH, ${prefix}, records/s, ${form}`,
          value: await rate(server.base, prefix),
          goal: 1_000,
          better: 'more',
        });
    const times = await ends(server.base, last);
    return [
      ...figures,
      {
        name: `OAI-PMH, last page : first page of ${ITEMS}, ${form}`,
        value: times.last / times.first,
        goal: 1.2,
        better: 'less',
      },
      {
        name: `OAI-PMH, memory under load, MB, ${form}`,
        value: server.memory().highest,
        goal: 250,
        better: 'less',
      },
    ];
  } finally {
    await server?.stop();
  }
}

/** A harvest of 100,000 records, on the embedded form and where servers are given on the other. */
export async function benchHarvest(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-exchange-'));
  try {
    const figures = await measure('embedded', {
      DATABASE_URL: `sqlite:${folder}`,
      ELASTICSEARCH_URL: '',
    });
    const { MONGODB_URL, ELASTICSEARCH_URL } = process.env;
    if (MONGODB_URL === undefined || ELASTICSEARCH_URL === undefined) return figures;
    const url = new URL(MONGODB_URL);
    url.pathname = `/bench-exchange-${process.pid}`;
    return [
      ...figures,
      ...(await measure('production', { DATABASE_URL: url.href, ELASTICSEARCH_URL })),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
