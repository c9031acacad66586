const lineTime = (link: HTMLElement): number => Number(link.dataset['seconds']);

/** A click on a line seeks; the line being spoken is marked and kept in view. */
export const mount = (root: HTMLElement): void => {
  const media = root.querySelector<HTMLMediaElement>('[data-player]');
  const lines = [...root.querySelectorAll<HTMLAnchorElement>('a[data-seconds]')];
  const list = lines[0]?.closest('ol');
  if (!media || !list) return;

  list.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-seconds]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    media.currentTime = lineTime(link);
    history.replaceState(null, '', link.href);
    void media.play().catch(() => {
      /* The browser wants a click on the player first. */
    });
  });

  let current: HTMLAnchorElement | undefined = lines.find((l) => l.hasAttribute('aria-current'));
  const keepInView = (line: HTMLAnchorElement): void => {
    const box = list.getBoundingClientRect();
    const place = line.getBoundingClientRect();
    if (place.top < box.top || place.bottom > box.bottom)
      list.scrollTop += place.top - box.top - box.height / 3;
  };
  if (current) keepInView(current);
  const mark = (): void => {
    const now = lines.findLast((l) => lineTime(l) <= media.currentTime + 0.05);
    if (now === current) return;
    current?.removeAttribute('aria-current');
    current = now;
    if (!now) return;
    now.setAttribute('aria-current', 'true');
    keepInView(now);
  };
  media.addEventListener('timeupdate', mark);
  media.addEventListener('seeked', mark);
};
