/**
 * `npm run bench [-- search http ingest extract fidelity …]`: figures of docs/architecture.md with
 * their ratio to the goal.
 */
import { corpusIsThere } from './corpus.ts';
import { showComparisons, showFigures, type Figure } from './figures.ts';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  http: async () => (await import('./http.ts')).benchHttp(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  extract: async () => (await import('./extract.ts')).benchExtract(),
  reading: async () => (await import('./reading.ts')).benchReading(),
  catalogue: async () => (await import('./catalogue.ts')).benchCatalogue(),
  entries: async () => (await import('./entries.ts')).benchEntries(),
  queue: async () => (await import('./queue.ts')).benchQueue(),
  exchange: async () => (await import('./exchange.ts')).benchExchange(),
  reports: async () => (await import('./reports/reports.ts')).benchReports(),
  questions: async () => (await import('./questions/questions.ts')).benchQuestions(),
  subscriptions: async () =>
    (await import('./subscriptions/subscriptions.ts')).benchSubscriptions(),
  sheets: async () => (await import('./sheets.ts')).benchSheets(),
  fidelity: async () => (await import('./fidelity.ts')).benchFidelity(),
  legacy: async () => (await import('./legacy/legacy.ts')).benchLegacy(),
  search: async () => (await import('./search.ts')).benchSearch(),
  asking: async () => (await import('./asking/asking.ts')).benchAsking(),
  'large-index': async () => (await import('./large-index/large-index.ts')).benchLargeIndex(),
  ocr: async () => (await import('./ocr/ocr.ts')).benchOcr(),
};
const NEEDS_CORPUS = new Set(['search', 'ingest', 'extract', 'fidelity', 'asking', 'large-index']);

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (NEEDS_CORPUS.has(name) && !corpusIsThere()) {
    console.log(`\n${name}: skipped, the benchmark texts are not on this machine`);
    continue;
  }
  console.log(showFigures(name, await bench()));
}
if (wanted.length === 0 || wanted.includes('forms')) {
  const comparisons = await (await import('./forms.ts')).benchForms();
  console.log(
    comparisons.length > 0
      ? showComparisons('embedded : production', comparisons)
      : '\nforms: skipped, MONGODB_URL and ELASTICSEARCH_URL name no servers, or the benchmark texts are not on this machine',
  );
}
