import { watchPath } from '#web/paths/reading.ts';
import { forgetPosition, rememberPosition } from './position.ts';

/** Nobody needs to be led back to the first seconds. */
const FROM_SECONDS = 10;
/** How far a recording goes on before its position is written again. */
const EVERY_SECONDS = 5;

/** `2:05`, `1:02:05`, as the page writes times. */
export const clock = (seconds: number): string => {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 60) % 60,
    Math.floor(seconds) % 60,
  ];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

/**
 * Remembers on this device where a recording was left, and tells the panel of marks where it is
 * now.
 */
export const mount = (element: HTMLElement): void => {
  const media = document.querySelector<HTMLMediaElement>('[data-player]');
  const marks = document.querySelector<HTMLElement>('[data-island="bookmarks"]');
  const { item, attachment, label } = element.dataset as {
    item: string;
    attachment?: string;
    label: string;
  };
  if (!media) return;
  let saved = media.currentTime;
  const at = (): number => Math.floor(media.currentTime);
  const address = (): string => watchPath(item, { attachment: attachment ?? null, seconds: at() });

  const follow = (): void => {
    if (!marks) return;
    marks.dataset['place'] = clock(at());
    marks.dataset['href'] = address();
  };
  const save = (): void => {
    if (at() < FROM_SECONDS || media.ended || saved === at()) return;
    saved = at();
    rememberPosition(item, address(), label.replace('{t}', clock(saved)));
  };
  media.addEventListener('timeupdate', () => {
    follow();
    if (Math.abs(media.currentTime - saved) >= EVERY_SECONDS) save();
  });
  media.addEventListener('pause', save);
  media.addEventListener('ended', () => forgetPosition(item));
  window.addEventListener('pagehide', save);
  follow();
};
