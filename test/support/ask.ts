import { request, type IncomingHttpHeaders } from 'node:http';
import { DomUtils, parseDocument } from 'htmlparser2';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export interface Link {
  readonly href: string;
  readonly text: string;
  readonly rel: string;
}

/** What a reader gets: the bytes, and the page as it is read. */
export class Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  #page: ReturnType<typeof parseDocument> | null = null;

  constructor(status: number, headers: IncomingHttpHeaders, body: Buffer) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get html(): string {
    return this.body.toString('utf8');
  }
  json<T = Record<string, unknown>>(): T {
    return JSON.parse(this.html) as T;
  }

  get document(): ReturnType<typeof parseDocument> {
    return (this.#page ??= parseDocument(this.html));
  }
  all(tag: string): Element[] {
    return DomUtils.getElementsByTagName(tag, this.document);
  }
  /** Every element that has the attribute. */
  having(attribute: string): Element[] {
    return DomUtils.getElementsByTagName('*', this.document).filter((e) => attribute in e.attribs);
  }
  texts(tag: string): string[] {
    return this.all(tag).map(textOf);
  }
  get heading(): string {
    return this.texts('h1')[0] ?? '';
  }
  get title(): string {
    return this.texts('title')[0] ?? '';
  }
  /** The whole page as one line of words. */
  get words(): string {
    return this.texts('body')[0] ?? '';
  }
  get marks(): string[] {
    return this.texts('mark');
  }
  get links(): Link[] {
    return this.all('a').map((a) => ({
      href: a.attribs['href'] ?? '',
      text: textOf(a),
      rel: a.attribs['rel'] ?? '',
    }));
  }
  /** The address of the first link with these words. */
  link(text: string): string {
    const found = this.links.find((l) => l.text.includes(text));
    if (!found) throw new Error(`no link “${text}” on “${this.title}” (${this.status})`);
    return found.href;
  }
  /** Fields of the page's forms: name → value (the last of a name wins for single values). */
  value(name: string): string {
    const field = [...this.all('input'), ...this.all('textarea'), ...this.all('select')].find(
      (e) => e.attribs['name'] === name,
    );
    if (!field) throw new Error(`no field ${name}`);
    if (field.name === 'textarea') return DomUtils.textContent(field);
    if (field.name === 'select')
      return (
        DomUtils.getElementsByTagName('option', field).find((o) => 'selected' in o.attribs)
          ?.attribs['value'] ?? ''
      );
    return field.attribs['value'] ?? '';
  }
  /** Values of the ticked boxes or the chosen button of this name. */
  chosen(name: string): string[] {
    return this.all('input')
      .filter((e) => e.attribs['name'] === name && 'checked' in e.attribs)
      .map((e) => e.attribs['value'] ?? '');
  }
}

const textOf = (element: Element): string =>
  DomUtils.textContent(element).replace(/\s+/gu, ' ').trim();

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/**
 * One request exactly as written: no redirects followed, nothing decoded, no header added but the
 * host.
 */
export const ask = (
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Asking = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const sent = request(
      {
        hostname,
        port,
        path,
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve(new Answer(res.statusCode ?? 0, res.headers, Buffer.concat(chunks))),
        );
        res.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

export type Fields = Readonly<Record<string, string | readonly string[]>>;

const pairs = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[name, value] as [string, string]]
      : value.map((v): [string, string] => [name, v]),
  );

/** A form sent from the shelf's own page. */
export const postForm = (
  base: string,
  path: string,
  fields: Fields,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  ask(base, path, {
    method: 'POST',
    body: new URLSearchParams(pairs(fields)).toString(),
    headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

export interface SentFile {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly type?: string;
  /** The control that sends it; `files` when absent. */
  readonly field?: string;
}

const BOUNDARY = '----tu-sach-thu-7d1';
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** The head of one file's part, its name in raw UTF-8 as browsers write it. */
export const partHead = (
  name: string,
  type = 'application/octet-stream',
  field = 'files',
): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name.replaceAll('"', '%22')}"\r\nContent-Type: ${type}\r\n\r\n`;
export const FORM_END = `\r\n--${BOUNDARY}--\r\n`;

export const multipart = (files: readonly SentFile[], fields: Fields = {}): Buffer =>
  Buffer.concat([
    ...pairs(fields).map(([name, value]) =>
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      ),
    ),
    ...files.flatMap((f) => [
      Buffer.from(partHead(f.name, f.type, f.field)),
      Buffer.from(f.content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);

/** The plain upload form, as a browser without script sends it. */
export const postFiles = (
  base: string,
  path: string,
  files: readonly SentFile[],
  cookie: string,
  more: { fields?: Fields; headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> =>
  ask(base, path, {
    method: 'POST',
    body: multipart(files, more.fields),
    headers: {
      origin: base,
      cookie,
      'content-type': MULTIPART,
      accept: 'text/html',
      ...more.headers,
    },
  });
