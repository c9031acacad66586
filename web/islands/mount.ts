type Island = (element: HTMLElement) => void;

const ISLANDS: Readonly<Record<string, () => Promise<{ readonly mount: Island }>>> = {
  suggest: () => import('./suggest.ts'),
  upload: () => import('./upload.ts'),
  player: () => import('./player.ts'),
  'media-locator': () => import('./media-locator.ts'),
  'reader-settings': () => import('./reader-settings.ts'),
  position: () => import('./position.ts'),
  bookmarks: () => import('./bookmarks.ts'),
  'read-aloud': () => import('./read-aloud.ts'),
  'save-item': () => import('./save-item.ts'),
  'saved-list': () => import('./saved-list.ts'),
  clipboard: () => import('./clipboard.ts'),
  quote: () => import('./quote.ts'),
  'page-image': () => import('./page-image.ts'),
  'item-form': () => import('./item-form.ts'),
  'import-progress': () => import('./import-progress.ts'),
  'review-keys': () => import('./review-keys.ts'),
  'review-marks': () => import('./review-marks.ts'),
  'correct-words': () => import('./correction/correct-words.ts'),
  'correct-lines': () => import('./correction/correct-lines.ts'),
  'report-words': () => import('./correction/report-words.ts'),
  'arrange-pages': () => import('./sending/arrange-pages.ts'),
  'send-files': () => import('./sending/send-files.ts'),
  'form-work': () => import('./open-forms/work.ts'),
  'reader-pdf': () => import('./reader-pdf.ts'),
  'reader-epub': () => import('./reader-epub.ts'),
};

/** An island that fails leaves its element as the server wrote it. */
const start = async (element: HTMLElement): Promise<void> => {
  const load = ISLANDS[element.dataset['island'] ?? ''];
  if (!load) return;
  try {
    (await load()).mount(element);
    element.dataset['mounted'] = '';
  } catch (error) {
    reportError(error);
  }
};

const startAll = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-island]'))
    void start(element);
};

/** The script is async: it may run before the page is whole. */
if (document.readyState === 'loading')
  document.addEventListener('DOMContentLoaded', startAll, { once: true });
else startAll();

/**
 * The worker serves pages that were read before when there is no network, but never officials'
 * pages. Plain http has no worker.
 */
const keepForOffline = (): void => {
  if (!('serviceWorker' in navigator) || /^\/(?:can-bo|dang-nhap)(?:\/|$)/u.test(location.pathname))
    return;
  navigator.serviceWorker.register('/sw.js').catch(reportError);
};
// After everything the reader waits for.
if (document.readyState === 'complete') keepForOffline();
else addEventListener('load', keepForOffline, { once: true });
