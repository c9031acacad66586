import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RepositoryRecord {
  readonly id: string;
  readonly stamp: string;
  readonly title?: string;
  readonly deleted?: true;
  /** More elements of Dublin Core. */
  readonly more?: string;
}

export type Answer = (params: URLSearchParams, res: ServerResponse) => string | null;

export interface Repository {
  readonly host: string;
  readonly address: string;
  /** Queries in the order they came. */
  readonly asked: URLSearchParams[];
  /** Takes the place of what the repository would answer; null from it leaves the answer to it. */
  answer: Answer | null;
  /** Bytes of other addresses. */
  readonly files: Map<string, { readonly type: string; readonly bytes: Uint8Array }>;
  records: RepositoryRecord[];
  pageSize: number;
  responseDate: string;
  close(): Promise<void>;
}

export const oaiAnswer = (inner: string, responseDate = '2026-11-29T00:00:00Z'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${responseDate}</responseDate><request>x</request>${inner}</OAI-PMH>`;

export const oaiRecord = ({
  id,
  stamp,
  title = id,
  deleted,
  more = '',
}: RepositoryRecord): string =>
  deleted
    ? `<record><header status="deleted"><identifier>${id}</identifier><datestamp>${stamp}</datestamp></header></record>`
    : `<record><header><identifier>${id}</identifier><datestamp>${stamp}</datestamp></header><metadata><oai_dc:dc xmlns:oai_dc="a" xmlns:dc="b"><dc:title>${title}</dc:title><dc:description>Giới thiệu.</dc:description>${more}</oai_dc:dc></metadata></record>`;

function list(repository: Repository, params: URLSearchParams): string {
  const token = params.get('resumptionToken');
  const from = params.get('from') ?? '';
  const [start, since] =
    token === null ? [0, from] : [Number(token.split('|')[0]), token.split('|')[1]!];
  const all = repository.records.filter(({ stamp }) => stamp >= since);
  const page = all.slice(start, start + repository.pageSize);
  if (page.length === 0)
    return oaiAnswer('<error code="noRecordsMatch">none</error>', repository.responseDate);
  const next = start + repository.pageSize;
  const more = next < all.length ? `${next}|${since}` : '';
  return oaiAnswer(
    `<ListRecords>${page.map(oaiRecord).join('')}<resumptionToken>${more}</resumptionToken></ListRecords>`,
    repository.responseDate,
  );
}

const VERBS: Readonly<Record<string, (r: Repository, params: URLSearchParams) => string>> = {
  Identify: () =>
    oaiAnswer(
      '<Identify><repositoryName>Thư viện thử</repositoryName><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>',
    ),
  ListMetadataFormats: () =>
    oaiAnswer(
      '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat></ListMetadataFormats>',
    ),
  ListSets: () =>
    oaiAnswer(
      '<ListSets><set><setSpec>luat</setSpec><setName>Sách luật</setName></set></ListSets>',
    ),
  ListRecords: list,
};

/** A repository of OAI-PMH on the loopback, as good or as bad as a test wants it. */
export async function startRepository(): Promise<Repository> {
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://x');
    const file = repository.files.get(url.pathname);
    if (file !== undefined) {
      res.setHeader('content-type', file.type);
      return res.end(file.bytes);
    }
    repository.asked.push(url.searchParams);
    res.setHeader('content-type', 'text/xml; charset=utf-8');
    const own = repository.answer?.(url.searchParams, res) ?? null;
    if (res.headersSent || res.writableEnded) return res;
    const verb = VERBS[url.searchParams.get('verb') ?? ''];
    return res.end(
      own ?? verb?.(repository, url.searchParams) ?? oaiAnswer('<error code="badVerb"/>'),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const repository: Repository = {
    host,
    address: `http://${host}/oai`,
    asked: [],
    answer: null,
    files: new Map(),
    records: [],
    pageSize: 2,
    responseDate: '2026-11-29T00:00:00Z',
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return repository;
}
