import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { StaffPerson } from '../../support/staff-person.ts';
import type { TestApp } from '../../support/start-test-app.ts';
import {
  expectAccessible,
  openPage,
  sidewaysPixels,
  signedInBy,
  type Problems,
} from '../browser.ts';

/** Presses the last button of that name in the page's own part. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('button', { name }).last().click();
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('link', { name }).first().click();
export const told = (page: Page, text: string): Promise<void> =>
  page.getByRole('status').getByText(text).waitFor();

/** What an official decides about an item that waits at a step. */
interface Decision {
  readonly title: string;
  readonly state: 'submitted' | 'verified';
}
const DECISIONS = {
  submitted: ['Đã đối chiếu, chuyển người duyệt', 'Đã đối chiếu'],
  verified: ['Duyệt và đăng', 'Đã đăng'],
} as const;

/** One way through pages of several people, each with a browser of their own. */
export class Journey {
  readonly #browser: Browser;
  readonly #app: TestApp;
  readonly #problems: Problems;
  readonly width: number;
  readonly javaScriptEnabled: boolean;
  readonly #pages: Page[] = [];

  constructor(
    [browser, app, problems]: readonly [Browser, TestApp, Problems],
    [width, javaScriptEnabled]: readonly [number, boolean],
  ) {
    this.#browser = browser;
    this.#app = app;
    this.#problems = problems;
    this.width = width;
    this.javaScriptEnabled = javaScriptEnabled;
  }

  /** A page of this person; of a reader for null. */
  async pageOf(person: StaffPerson | null): Promise<Page> {
    const page = await openPage(this.#browser, this.#app, this.#problems, {
      viewport: { width: this.width, height: 800 },
      javaScriptEnabled: this.javaScriptEnabled,
      ...(person === null ? {} : signedInBy(person.cookie)),
    });
    this.#pages.push(page);
    return page;
  }

  /** A page has come: it fits, and has no violation. */
  async see(page: Page, path: RegExp): Promise<void> {
    await page.waitForURL(path);
    expect(await sidewaysPixels(page)).toBe(0);
    // The checker itself is a script.
    if (this.javaScriptEnabled) await expectAccessible(page);
  }

  /** Compares or approves, every box ticked. */
  async decide(page: Page, { title, state }: Decision): Promise<void> {
    const [button, said] = DECISIONS[state];
    await page.goto(`/can-bo?trang-thai=${state}`);
    await follow(page, title);
    await this.see(page, /duyet$/u);
    for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check();
    await press(page, button);
    await told(page, said);
  }

  async end(): Promise<void> {
    for (const page of this.#pages) await page.context().close();
  }
}
