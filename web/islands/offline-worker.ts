/**
 * Pages read before, and items saved, without a network. One file, imports nothing: the server
 * hands it out at /sw.js with a first line that says what the shell is
 * (server/reading/routes/offline/offline-routes.tsx). Answers that carry a session or say `private`
 * or `no-store` are never kept (docs/decisions/013-offline.md).
 */
declare const SHELL: {
  /** Changes with every build: the new worker makes a shell of its own and drops the old one. */
  readonly version: string;
  readonly style: string;
  readonly printStyle: string;
  readonly script: string;
  readonly files: readonly string[];
  /** Shown when there is neither network nor a kept page. */
  readonly lost: string;
  readonly pages: readonly string[];
};

const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL_CACHE = `shelf-${SHELL.version}`;
const PAGES = 'pages';
const PICTURES = 'pictures';
/** Items kept on purpose stand in caches of their own, `saved-ID`, that nothing here empties. */
const MOST_PAGES = 60;
const MOST_PICTURES = 120;
/** A page that is kept is shown when the network has said nothing for so long, in milliseconds. */
const PATIENCE_MS = 6_000;
/** Text pages are saved in runs of this many (server/reading/routes/page-routes.tsx). */
const RUN = 5;

const isPicture = (url: URL): boolean =>
  /^\/tep\/[^/]+\/(?:trang\/\d+\.webp|bia\.webp|anh\/[^/]+)$/u.test(url.pathname);
const isKeptPage = (url: URL): boolean =>
  /^\/(?:$|moi$|tro-giup$|lien-he$|gioi-thieu$|chu-de(?:\/|$)|the-loai\/|doi-tuong\/|bo-suu-tap(?:\/|$)|van-ban\/|tai-lieu\/)/u.test(
    url.pathname,
  ) &&
  !/\/(?:danh-gia|chia-se|tim|in|sach|ma-qr\.\w+|anh-chia-se\.jpg|trich-dan\.\w+|ngoai-tuyen\.json)$/u.test(
    url.pathname,
  );
const isOurs = (url: URL): boolean =>
  url.origin === worker.location.origin &&
  !/^\/(?:can-bo|dang-nhap|dang-xuat|api|oai|opds)(?:\/|$)/u.test(url.pathname);

/** Readers' pages only: what the server wrote for one person says so. */
const mayKeep = (answer: Response): boolean =>
  answer.status === 200 &&
  answer.type === 'basic' &&
  !answer.redirected &&
  !/private|no-store/u.test(answer.headers.get('Cache-Control') ?? '');

const isHtml = (answer: Response): boolean =>
  (answer.headers.get('Content-Type') ?? '').startsWith('text/html');

/** Newest last; the oldest go. No room on the device is no fault of the page. */
async function keep(name: string, most: number, request: Request, answer: Response): Promise<void> {
  try {
    const cache = await caches.open(name);
    await cache.delete(request, { ignoreVary: true });
    await cache.put(request, answer);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - most)))
      await cache.delete(old, { ignoreVary: true });
  } catch {
    /* The next page tries again. */
  }
}

const kept = (
  request: Request | string,
  options: CacheQueryOptions = {},
): Promise<Response | undefined> => caches.match(request, { ignoreVary: true, ...options });

/** A single page of an item that was saved as running text leads into the run that holds it. */
async function savedRun(url: URL): Promise<Response | undefined> {
  const [, item, page] = /^(\/tai-lieu\/[^/]+)\/trang\/(\d+)$/u.exec(url.pathname) ?? [];
  if (item === undefined || page === undefined) return undefined;
  const first = Math.floor((Number(page) - 1) / RUN) * RUN + 1;
  const run = `${item}/trang/${first}?xem=chu`;
  return run !== url.pathname + url.search && (await kept(run))
    ? Response.redirect(`${run}#trang-${page}`, 302)
    : undefined;
}

/**
 * `/tai-lieu/ID/doc`, the book in its own layout and the address with a slug lead to pages that the
 * cache holds under another address.
 */
async function savedItem(url: URL): Promise<Response | undefined> {
  const [, id, part] = /^\/tai-lieu\/([^/]+)\/([^/]+)$/u.exec(url.pathname) ?? [];
  if (id === undefined) return undefined;
  if (part !== 'doc' && part !== 'sach') return kept(`/tai-lieu/${id}`);
  for (const first of [
    `/tai-lieu/${id}/trang/1?xem=chu`,
    `/tai-lieu/${id}/trang/1`,
    `/tai-lieu/${id}/chuong/1`,
  ])
    if (await kept(first)) return Response.redirect(first, 302);
  return undefined;
}

async function withoutNetwork(request: Request): Promise<Response> {
  const url = new URL(request.url);
  return (
    (await kept(request)) ??
    (await savedRun(url)) ??
    (await savedItem(url)) ??
    (await kept(SHELL.lost)) ??
    Response.error()
  );
}

async function navigation(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const url = new URL(request.url);
  const asked = (async () => {
    const answer =
      ((await event.preloadResponse) as Response | undefined) ?? (await fetch(request));
    if (isKeptPage(url) && mayKeep(answer) && isHtml(answer))
      event.waitUntil(keep(PAGES, MOST_PAGES, request, answer.clone()));
    return answer;
  })();
  const old = await kept(request);
  if (!old) return asked.catch(() => withoutNetwork(request));
  const late = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(old), PATIENCE_MS);
  });
  return Promise.race([asked.catch(() => old), late]);
}

/** Pictures never change under their address; offline any width will do. */
async function picture(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const old = await kept(request);
  if (old) return old;
  try {
    const answer = await fetch(request);
    if (mayKeep(answer)) event.waitUntil(keep(PICTURES, MOST_PICTURES, request, answer.clone()));
    return answer;
  } catch {
    return (await kept(request, { ignoreSearch: true })) ?? Response.error();
  }
}

/** What stands for a file of the shell of any build. */
const TODAYS: readonly (readonly [name: RegExp, today: string])[] = [
  [/\/style-[^/]*\.css$/u, SHELL.style],
  [/\/print-[^/]*\.css$/u, SHELL.printStyle],
  [/\/mount-[^/]*\.js$/u, SHELL.script],
];

/** A kept page may ask for the style sheet and script of an earlier build: today's do as well. */
async function asset(request: Request): Promise<Response> {
  const old = await kept(request);
  if (old) return old;
  const { pathname } = new URL(request.url);
  const today = TODAYS.find(([name]) => name.test(pathname))?.[1] ?? null;
  try {
    const answer = await fetch(request);
    if (answer.ok || today === null) return answer;
  } catch (error) {
    if (today === null) throw error;
  }
  return (await kept(today)) ?? Response.error();
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith('shelf-') && name !== SHELL_CACHE) await caches.delete(name);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
  // What is open now was read before there was a worker to keep it.
  for (const { url } of await worker.clients.matchAll({ type: 'window' }))
    await keepOpen(new URL(url));
}

async function keepOpen(url: URL): Promise<void> {
  if (!isOurs(url) || !isKeptPage(url)) return;
  const request = new Request(url.pathname + url.search);
  const answer = await fetch(request).catch(() => null);
  if (answer && mayKeep(answer) && isHtml(answer)) await keep(PAGES, MOST_PAGES, request, answer);
}

worker.addEventListener('install', (event) => {
  // Never with a cookie: the pages are those of a reader whom nobody knows.
  const fresh = [...SHELL.files, ...SHELL.pages].map(
    (path) => new Request(path, { cache: 'reload', credentials: 'omit' }),
  );
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => cache.addAll(fresh))
      .then(() => worker.skipWaiting()),
  );
});
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !isOurs(url) || request.headers.has('Range')) return;
  if (request.mode === 'navigate') event.respondWith(navigation(event));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.destination === 'image' && isPicture(url)) event.respondWith(picture(event));
});
