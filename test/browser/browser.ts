import { expect } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { TestApp } from '../support/start-test-app.ts';

export { launch } from './launch.ts';

/**
 * What went wrong in pages since they were opened: filled by {@link openPage}, looked at in
 * `afterEach`.
 */
export type Problems = string[];

// A player's own controls move inside it while the recording loads: the page around it must not.
const SHIFTS = `window.shifts = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput && !e.sources.every(({ node }) => node === null || node.closest?.('video, audio'))) window.shifts.push(e.value.toFixed(4) + ' by ' + e.sources.map(({ node }) => node?.nodeName + '.' + node?.className).join(' '));
}).observe({ type: 'layout-shift', buffered: true });`;

/**
 * A fresh visitor's page, without the service worker unless asked for: tests answer requests
 * themselves. Console errors, page errors, refused policies, failed files and requests to other
 * hosts become problems.
 */
export async function openPage(
  browser: Browser,
  app: Pick<TestApp, 'base'>,
  problems: Problems,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: app.base,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(40_000);
  if (options.javaScriptEnabled !== false) await context.addInitScript(SHIFTS);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium logs every answer of 400 and above; a page that is meant to be one is asserted by
    // its test.
    const ownAnswer =
      message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    // The tests' own look into a frame that runs no script.
    const ownLook = message.text().startsWith("Blocked script execution in 'about:srcdoc'");
    if (message.type() === 'error' && !ownAnswer && !ownLook)
      problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${app.base}/`) && !/^(?:data|blob):/u.test(request.url()))
      problems.push(`other host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (
      response.status() >= 400 &&
      !response.request().isNavigationRequest() &&
      response.request().method() === 'GET'
    )
      problems.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Rules that what a page looks like can break; all others ask what it is made of. */
const RULES_OF_LOOKS = [
  'color-contrast',
  'target-size',
  'link-in-text-block',
  'scrollable-region-focusable',
  'css-orientation-lock',
  'avoid-inline-spacing',
  'bypass',
];

/**
 * Violations of WCAG 2.2 A and AA as `rule: element`; empty when there are none. `looks`: only what
 * another width or colour scheme can break, where the same page was looked at whole before.
 */
export async function violations(page: Page, looks = false): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) {
    await page.evaluate(axe.source);
    // The next pages of this visitor bring it along: sent and compiled once, not for every page.
    await page.context().addInitScript(axe.source);
  }
  const runOnly = looks ? { type: 'rule', values: RULES_OF_LOOKS } : { type: 'tag', values: TAGS };
  const result = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`,
  )) as axe.AxeResults;
  return result.violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} in ${page.url()}`),
  );
}

export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await violations(page)).toEqual([]);
};

/** How far the page can be scrolled sideways, in pixels. */
export const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Unexpected layout shifts so far: how much, and what moved. */
export const layoutShifts = (page: Page): Promise<string[]> => page.evaluate('window.shifts');

interface Focused {
  readonly name: string;
  readonly visible: boolean;
}
const FOCUSED = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const line = e.getClientRects()[0] ?? box;
  const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  const uncovered = top === null || top === e || e.contains(top) || top.contains(e);
  return { name: e.tagName + ' ' + (e.id || e.getAttribute('href') || e.textContent.trim().slice(0, 40)), visible: drawn && uncovered && box.width > 0 && box.bottom > 0 && box.top < innerHeight };
})()`;

/** What has the focus; null when nothing has. */
export const focused = (page: Page): Promise<Focused | null> => page.evaluate(FOCUSED);

/**
 * Runs a function, written as text because these files know no DOM types, on an element of the
 * page.
 */
export const inPage = <T>(target: Locator, script: string): Promise<T> =>
  target.evaluate(
    new Function('element', `return (${script})(element);`) as (element: unknown) => T | Promise<T>,
  );

const holdsFocus = (target: Locator): Promise<boolean> =>
  inPage(target, '(e) => e === document.activeElement');

/** Presses Tab until the target has the focus; every stop on the way must be seen. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now !== null) expect(now).toEqual({ name: now.name, visible: true });
    if (await holdsFocus(target)) return;
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

interface ApiItem {
  readonly id: string;
  readonly title: string;
}

/** Ids of the shelf's published items by the words their titles begin with. */
export async function itemFinder(app: Pick<TestApp, 'base'>): Promise<(title: string) => string> {
  const { items } = (await (await fetch(`${app.base}/api/v1/items?limit=100`)).json()) as {
    items: ApiItem[];
  };
  return (title) => {
    const found = items.find((i) => i.title.startsWith(title));
    if (!found) throw new Error(`No item begins with ${title}`);
    return found.id;
  };
}

type SignedIn = Required<Pick<BrowserContextOptions, 'storageState'>>;

/** The options with which a visitor of {@link openPage} has the session of this cookie. */
export function signedInBy(session: string): SignedIn {
  const [name, value] = session.split('=') as [string, string];
  const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1 };
  return {
    storageState: {
      cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Lax' }],
      origins: [],
    },
  };
}

/** The same, as the administrator. */
export const signedInAs = async (app: Pick<TestApp, 'signIn'>): Promise<SignedIn> =>
  signedInBy(await app.signIn());

/** Each page fits, stays still and has no violation, on a phone and a wide screen. */
export async function expectFitPages(
  paths: readonly string[],
  open: (look: BrowserContextOptions) => Promise<Page>,
): Promise<void> {
  for (const width of [360, 1280]) {
    const page = await open({ viewport: { width, height: 800 } });
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'load' });
      expect([path, width, await sidewaysPixels(page)]).toEqual([path, width, 0]);
      expect([path, width, await layoutShifts(page)]).toEqual([path, width, []]);
      expect([path, width, await violations(page)]).toEqual([path, width, []]);
    }
    await page.context().close();
  }
}
