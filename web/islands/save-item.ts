import {
  cacheOf,
  canSave,
  day,
  forgetSaved,
  noteSaved,
  renewValidity,
  savedItems,
  size,
} from './saved-items.ts';

const WIDTH = 3;

interface Words {
  readonly save: string;
  readonly again: string;
  readonly remove: string;
  readonly saving: string;
  readonly saved: string;
  readonly old: string;
  readonly removed: string;
  readonly failed: string;
  readonly full: string;
  readonly large: string;
  readonly unable: string;
  readonly summary: string;
  readonly summarySaved: string;
}
interface Plan {
  readonly title: string;
  readonly version: number;
  readonly validity: string;
  readonly day: string;
  readonly most: number;
  readonly addresses: readonly string[];
}

const fill = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');

/** Pictures that a page shows, as its HTML names them. */
const picturesOf = (html: string): string[] =>
  [...html.matchAll(/\ssrc="(\/tep\/[^"]+)"/gu)].map((m) => m[1]!.replaceAll('&amp;', '&'));

class TooLarge extends Error {}

/**
 * Fetches every page of the plan with its pictures and returns how many bytes they have. Throws
 * when one cannot be fetched.
 */
async function fetchAll(
  plan: Plan,
  cache: Cache,
  progress: (done: number, all: number) => void,
): Promise<number> {
  const waiting = [...plan.addresses];
  const seen = new Set(waiting);
  let [bytes, done] = [0, 0];
  const one = async (address: string): Promise<void> => {
    const answer = await fetch(address);
    if (!answer.ok || /private|no-store/u.test(answer.headers.get('Cache-Control') ?? ''))
      throw new Error(`${answer.status} ${address}`);
    const body = await answer.clone().arrayBuffer();
    bytes += body.byteLength;
    if (bytes > plan.most) throw new TooLarge();
    if (answer.headers.get('Content-Type')?.startsWith('text/html')) {
      for (const picture of picturesOf(new TextDecoder().decode(body)))
        if (!seen.has(picture)) {
          seen.add(picture);
          waiting.push(picture);
        }
    }
    await cache.put(address, answer);
    done += 1;
    progress(done, seen.size);
  };
  const work = async (): Promise<void> => {
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next);
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  };
  // The first page alone: whoever it names is known before the others start.
  await one(waiting.shift()!);
  // Whatever is under way ends before anything is said or taken back.
  const ends = await Promise.allSettled(Array.from({ length: WIDTH }, work));
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  return bytes;
}

/** The section of a page that saves its item on this device, and removes it again. */
class Saving {
  readonly #item: string;
  readonly #plan: string;
  readonly #version: string;
  readonly #words: Words;
  readonly #summary: HTMLElement;
  readonly #status: HTMLElement;
  readonly #save: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;

  constructor(root: HTMLElement) {
    const { item, plan, version } = root.dataset as Record<'item' | 'plan' | 'version', string>;
    [this.#item, this.#plan, this.#version] = [item, plan, version];
    this.#words = JSON.parse(root.dataset['text']!) as Words;
    this.#summary = root.querySelector('summary')!;
    this.#status = root.querySelector<HTMLElement>('[role=status]')!;
    [this.#save, this.#remove] = [...root.querySelectorAll('button')] as [
      HTMLButtonElement,
      HTMLButtonElement,
    ];
  }

  start(): void {
    if (!canSave()) {
      this.#status.textContent = this.#words.unable;
      return;
    }
    this.#save.addEventListener('click', () => void this.#saveNow());
    this.#remove.addEventListener('click', () => void this.#removeNow());
    this.#show();
  }

  #show(): void {
    const words = this.#words;
    const saved = savedItems().find((s) => s.id === this.#item);
    const old = saved !== undefined && String(saved.version) !== this.#version;
    this.#summary.textContent = saved ? words.summarySaved : words.summary;
    this.#save.textContent = saved ? words.again : words.save;
    this.#save.hidden = saved !== undefined && !old;
    this.#remove.hidden = !saved;
    if (saved)
      this.#status.textContent = fill(old ? words.old : words.saved, {
        co: size(saved.bytes),
        ngay: day(saved.at),
      });
  }

  async #saveNow(): Promise<void> {
    this.#save.disabled = true;
    try {
      await this.#fetchItem();
      this.#show();
    } catch (error) {
      await forgetSaved(this.#item);
      this.#show();
      this.#status.textContent = this.#faultOf(error);
    } finally {
      this.#save.disabled = false;
    }
  }

  async #fetchItem(): Promise<void> {
    const item = this.#item;
    const plan = (await (
      await fetch(this.#plan, { headers: { accept: 'application/json' } })
    ).json()) as Plan;
    await caches.delete(cacheOf(item));
    const bytes = await fetchAll(plan, await caches.open(cacheOf(item)), (done, all) => {
      this.#status.textContent = fill(this.#words.saving, { da: String(done), ca: String(all) });
    });
    const entry = {
      id: item,
      title: plan.title,
      href: `/tai-lieu/${item}`,
      version: plan.version,
      bytes,
      validity: plan.validity,
      day: plan.day,
      at: new Date().toISOString(),
    };
    if (!noteSaved(entry)) throw new DOMException('refused', 'QuotaExceededError');
    // Asks the browser not to clear it when room grows short; a refusal changes nothing.
    await navigator.storage?.persist?.();
  }

  #faultOf(error: unknown): string {
    if (error instanceof TooLarge) return this.#words.large;
    return (error as Error).name === 'QuotaExceededError' ? this.#words.full : this.#words.failed;
  }

  async #removeNow(): Promise<void> {
    await forgetSaved(this.#item);
    this.#show();
    this.#status.textContent = this.#words.removed;
    this.#save.focus();
  }
}

/** Saves the words of an item on this device, and removes them again. */
export const mount = (root: HTMLElement): void => {
  const { item, validity, day: on } = root.dataset as Record<'item' | 'validity' | 'day', string>;
  renewValidity(item, validity, on);
  new Saving(root).start();
};
