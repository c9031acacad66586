const EVERY_MS = 2_000;
const MOST_MS = 30_000;

/**
 * Asks for the count again while somebody sees the page, more slowly while the server cannot be
 * reached. Only the count changes, so nothing moves; at the end the page reloads.
 */
export function mount(element: HTMLElement): void {
  let wait = EVERY_MS;
  const look = async (): Promise<void> => {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
    const next = new DOMParser()
      .parseFromString(await answer.text(), 'text/html')
      .querySelector('[data-island=import-progress]');
    if (next === null) return location.reload();
    const [label, bar] = [next.querySelector('label'), next.querySelector('progress')];
    element.querySelector('label')!.textContent = label?.textContent ?? '';
    element.querySelector('progress')!.value = bar?.value ?? 0;
  };
  const again = (): void => {
    setTimeout(() => {
      look()
        .then(
          () => {
            wait = EVERY_MS;
          },
          () => {
            wait = Math.min(wait * 2, MOST_MS);
          },
        )
        .finally(again);
    }, wait);
  };
  again();
}
