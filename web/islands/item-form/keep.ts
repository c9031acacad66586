interface Words {
  readonly kept: string;
  readonly lost: string;
  readonly tooLong: string;
}

/** After the last key, and while somebody types on without a rest. */
const AFTER_MS = 2_000;
const AT_MOST_MS = 10_000;
/** A browser sends no more while a page goes away. */
const MOST_ON_LEAVING = 60_000;
const TOO_LARGE = 413;

/** Sends what is typed to the shelf, which keeps it for this person alone. */
export function keepWhileTyping(form: HTMLFormElement): void {
  const address = form.dataset['keep'];
  const status = form.querySelector<HTMLElement>('[data-keep-status]');
  if (!address || !status) return;
  const words = JSON.parse(status.dataset['keepStatus']!) as Words;
  let timer = 0;
  let since = 0;
  let dirty = false;
  let leaving = false;
  let sending: AbortController | null = null;

  const body = (): URLSearchParams =>
    new URLSearchParams(
      [...new FormData(form)].filter(
        (pair): pair is [string, string] => typeof pair[1] === 'string',
      ),
    );
  const later = (wait: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), wait);
  };
  const send = async (): Promise<void> => {
    if (!dirty || leaving) return;
    dirty = false;
    since = 0;
    sending?.abort();
    const { signal } = (sending = new AbortController());
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: body(),
        signal,
        redirect: 'error',
      });
      if (answer.status === TOO_LARGE) {
        // Sending it again would change nothing: the next key tries a shorter one.
        status.textContent = words.tooLong;
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      status.textContent = words.kept.replace(
        '{gio}',
        new Intl.DateTimeFormat('vi', {
          hour: '2-digit',
          minute: '2-digit',
          timeZone: 'Asia/Ho_Chi_Minh',
        }).format(new Date()),
      );
    } catch {
      if (signal.aborted) return;
      dirty = true;
      status.textContent = words.lost;
      later(AT_MOST_MS);
    }
  };
  const changed = (): void => {
    dirty = true;
    since ||= Date.now();
    later(Math.max(0, Math.min(AFTER_MS, since + AT_MOST_MS - Date.now())));
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', () => {
    leaving = true;
    clearTimeout(timer);
    sending?.abort();
  });
  // Back from a refused or lost answer: the page goes on where it was.
  addEventListener('pageshow', () => {
    leaving = false;
  });
  addEventListener('pagehide', () => {
    if (!dirty || leaving) return;
    const last = body();
    if (String(last).length < MOST_ON_LEAVING) navigator.sendBeacon(address, last);
  });
  // What is too long to be sent on the way out: the browser asks before it is lost.
  addEventListener('beforeunload', (event) => {
    if (dirty && !leaving && String(body()).length >= MOST_ON_LEAVING) event.preventDefault();
  });
}
