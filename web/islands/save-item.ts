import { cacheOf, canSave, day, forgetSaved, noteSaved, savedItems, size } from './saved-items.ts';

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
  readonly most: number;
  readonly addresses: readonly string[];
}

const fill = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');

/** Pictures that a page shows, as its HTML names them. */
const picturesOf = (html: string): string[] =>
  [...html.matchAll(/\ssrc="(\/tep\/[^"]+)"/gu)].map((m) => m[1]!.replaceAll('&amp;', '&'));

class TooLarge extends Error {}

/** Fetches every page of the plan and the pictures in them; gives their bytes. Throws when one cannot be had. */
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

/** Keeps the words of an item on this device, and takes them away again. */
export const mount = (root: HTMLElement): void => {
  const {
    item,
    plan: address,
    version,
  } = root.dataset as { item: string; plan: string; version: string };
  const words = JSON.parse(root.dataset['text']!) as Words;
  const [save, remove] = [...root.querySelectorAll('button')] as [
    HTMLButtonElement,
    HTMLButtonElement,
  ];
  const status = root.querySelector<HTMLElement>('[role=status]')!;
  const summary = root.querySelector('summary')!;
  if (!canSave()) {
    status.textContent = words.unable;
    return;
  }
  const show = (): void => {
    const saved = savedItems().find((s) => s.id === item);
    const old = saved !== undefined && String(saved.version) !== version;
    summary.textContent = saved ? words.summarySaved : words.summary;
    save.textContent = saved ? words.again : words.save;
    save.hidden = saved !== undefined && !old;
    remove.hidden = !saved;
    if (saved)
      status.textContent = fill(old ? words.old : words.saved, {
        co: size(saved.bytes),
        ngay: day(saved.at),
      });
  };
  const keep = async (): Promise<void> => {
    const plan = (await (
      await fetch(address, { headers: { accept: 'application/json' } })
    ).json()) as Plan;
    await caches.delete(cacheOf(item));
    const bytes = await fetchAll(plan, await caches.open(cacheOf(item)), (done, all) => {
      status.textContent = fill(words.saving, { da: String(done), ca: String(all) });
    });
    const entry = {
      id: item,
      title: plan.title,
      href: `/tai-lieu/${item}`,
      version: plan.version,
      bytes,
      validity: plan.validity,
      at: new Date().toISOString(),
    };
    if (!noteSaved(entry)) throw new DOMException('refused', 'QuotaExceededError');
    // Asks the browser not to clear it when room grows short; a refusal changes nothing.
    await navigator.storage?.persist?.();
  };
  save.addEventListener('click', () => {
    save.disabled = true;
    keep()
      .then(show, async (error: unknown) => {
        await forgetSaved(item);
        show();
        status.textContent =
          error instanceof TooLarge
            ? words.large
            : (error as Error).name === 'QuotaExceededError'
              ? words.full
              : words.failed;
      })
      .finally(() => {
        save.disabled = false;
      });
  });
  remove.addEventListener('click', () => {
    void forgetSaved(item).then(() => {
      show();
      status.textContent = words.removed;
      save.focus();
    });
  });
  show();
};
