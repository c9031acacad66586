import { ask, type Answer } from '../ask.ts';
import { seededRandom } from '../builders.ts';

/** Values that forms and addresses do not expect. */
const ODD: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(400),
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e\u200b\ufeff',
  'e\u0301'.repeat(500),
  '𝒳'.repeat(300),
  '<script>alert(1)</script>',
  `"'><img src=x onerror=alert(1)>`,
  `'; DROP TABLE item; --`,
  '" OR 1=1 NEAR(',
  '{"$gt":""}',
  'a AND (b OR',
  '*'.repeat(200),
  '2026-02-30',
  '0000-00-00',
  '99999-12-31T23:59:60Z',
  'https://[::1',
  'javascript:alert(1)',
  '\r\nSet-Cookie: a=b',
  'luật đất đai '.repeat(900),
  'ﷺ'.repeat(200),
];

/** Not pressed: they would end the session that the rest of the run needs. */
const LEFT_ALONE = /dang-xuat|phien|mat-khau|buoc-hai|tai-khoan/u;

interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Fuzzed {
  readonly request: string;
  readonly status: number;
  /** Milliseconds until the whole answer was there. */
  readonly took: number;
  readonly retryAfter: string | undefined;
}

const MOST_KNOWN = 3_000;

/** Follows links and fills forms of a running shelf with what nobody should send. */
export class Fuzzer {
  readonly #base: string;
  readonly #cookie: string;
  readonly #random: () => number;
  readonly #links: string[];
  readonly #forms: Form[] = [];
  readonly #known = new Set<string>();

  constructor(base: string, cookie: string, links: readonly string[], seed: number) {
    this.#base = base;
    this.#cookie = cookie;
    this.#links = [...links];
    this.#random = seededRandom(seed);
  }

  #any<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)]!;
  }

  /** The address with one parameter, one new one or one step of its path replaced. */
  #mutated(link: string): string {
    const url = new URL(link, this.#base);
    const names = [...url.searchParams.keys()];
    const kind = this.#random();
    if (kind < 0.4 && names.length > 0) url.searchParams.set(this.#any(names), this.#any(ODD));
    else if (kind < 0.6) url.searchParams.append(this.#any([...names, 'q', 'sau']), this.#any(ODD));
    else if (kind < 0.8) {
      const steps = url.pathname.split('/');
      steps[1 + Math.floor(this.#random() * (steps.length - 1))] = encodeURIComponent(
        this.#any(ODD).toWellFormed().slice(0, 600),
      );
      url.pathname = steps.join('/');
    }
    return (url.pathname + url.search).slice(0, 12_000);
  }

  #learn(answer: Answer): void {
    if (!String(answer.headers['content-type']).startsWith('text/html')) return;
    for (const { href } of answer.links) this.#note(href, () => this.#links.push(href));
    for (const form of answer.all('form')) {
      const { action = '', method = 'get' } = form.attribs;
      if (method.toLowerCase() !== 'post' || LEFT_ALONE.test(action)) continue;
      const fields = Object.fromEntries(
        answer
          .having('name')
          .map((field) => [field.attribs['name']!, field.attribs['value'] ?? '']),
      );
      this.#note(`POST ${action}`, () => this.#forms.push({ action, fields }));
    }
  }

  #note(what: string, keep: () => void): void {
    const own = /^(?:POST )?\//u.test(what) && !LEFT_ALONE.test(what);
    if (!own || this.#known.has(what) || this.#known.size >= MOST_KNOWN) return;
    this.#known.add(what);
    keep();
  }

  #sendForm({ action, fields }: Form): Promise<Answer> {
    const odd = new Set([this.#any(Object.keys(fields)), this.#any(Object.keys(fields))]);
    return ask(this.#base, action, {
      method: 'POST',
      headers: {
        cookie: this.#cookie,
        origin: this.#base,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(
        Object.entries(fields).map(([name, value]) => [
          name,
          odd.has(name) ? this.#any(ODD) : value,
        ]),
      ).toString(),
    });
  }

  #follow(path: string): Promise<Answer> {
    return ask(this.#base, path, {
      method: this.#any(['GET', 'GET', 'GET', 'HEAD']),
      headers: {
        ...(this.#random() < 0.7 ? { cookie: this.#cookie } : {}),
        ...(this.#random() < 0.2 ? { range: this.#any(['bytes=0-0', 'bytes=9-1', 'x']) } : {}),
        ...(this.#random() < 0.2 ? { 'accept-encoding': this.#any(['br', 'gzip', ',;=']) } : {}),
        ...(this.#random() < 0.1 ? { accept: this.#any(['application/json', '*/*;q=x']) } : {}),
      },
    });
  }

  /** One request, and what came of it; what its answer leads to is known from then on. */
  async next(): Promise<Fuzzed> {
    const form = this.#forms.length > 0 && this.#random() < 0.3 ? this.#any(this.#forms) : null;
    const path = form === null ? this.#mutated(this.#any(this.#links)) : form.action;
    const begun = performance.now();
    const answer = await (form === null ? this.#follow(path) : this.#sendForm(form)).catch(
      (cause: unknown) => {
        throw new Error(`no answer to ${form === null ? 'GET' : 'POST'} ${path}`, { cause });
      },
    );
    const took = performance.now() - begun;
    this.#learn(answer);
    return {
      request: `${form === null ? 'GET' : 'POST'} ${path}`,
      status: answer.status,
      took,
      retryAfter: answer.headers['retry-after'],
    };
  }
}
