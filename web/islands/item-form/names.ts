const WAIT_MS = 150;
const LEAST = 2;

async function offer(list: HTMLDataListElement, typed: string, signal: AbortSignal): Promise<void> {
  const url = new URL(list.dataset['names']!, location.href);
  url.searchParams.set('q', typed);
  const answer = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) return;
  const { suggestions } = (await answer.json()) as { suggestions?: unknown };
  if (!Array.isArray(suggestions) || signal.aborted) return;
  list.replaceChildren(
    ...suggestions
      .filter((s): s is string => typeof s === 'string')
      .map((value) => Object.assign(document.createElement('option'), { value })),
  );
}

/** A name chosen beside a list of names joins it. */
function join(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = form.querySelector<HTMLTextAreaElement>(
    `textarea[name="${input.name.replace(/Add$/u, '')}"]`,
  );
  const name = input.value.trim();
  if (!list || name === '') return;
  const lines = list.value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!lines.includes(name)) list.value = [...lines, name].join('\n');
  input.value = '';
  list.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * Offers names of the authority lists that fit what is being typed; without this script the form
 * offers the commonest names.
 */
export function watchNames(form: HTMLFormElement): void {
  for (const list of form.querySelectorAll<HTMLDataListElement>('datalist[data-names]')) {
    const input = form.querySelector<HTMLInputElement>(`input[list="${list.id}"]`);
    if (!input) continue;
    let timer = 0;
    let asked = new AbortController();
    input.addEventListener('input', () => {
      clearTimeout(timer);
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      // No offers then: the form does not need them.
      if (input.value.trim().length >= LEAST)
        timer = window.setTimeout(
          () => void offer(list, input.value.trim(), signal).catch(() => undefined),
          WAIT_MS,
        );
    });
    if (input.name.endsWith('Add')) input.addEventListener('change', () => join(form, input));
  }
}
