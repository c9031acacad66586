export const picture = {
  zoom: 'Picture size', smaller: 'Smaller picture', larger: 'Larger picture', view: 'Picture of the page; drag or use the arrow keys to see other parts',
};

/** The file itself, drawn page by page in the browser. */
export const original = {
  open: 'Read the original', openNote: 'The original loads about 0.5 MB more the first time.', close: 'Close', page: 'Page', of: (total: string): string => `of ${total}`, roll: 'Pages of the original',
  zoom: 'Page size', smaller: 'Smaller', larger: 'Larger', fit: 'Fit width', back: 'Back to the plain page', retry: 'Try again',
  script: {
    page: 'Page {n}', undrawn: 'Page {n} cannot be drawn. Close the original to see the picture and the words of the page.', resume: 'Continue at page {n}', opening: 'Opening the original…',
    locked: 'This file is locked with a password and cannot be opened here. The picture and the words of each page can still be read on the plain pages.',
    broken: 'This file is damaged or not made to the standard and cannot be opened here. The picture and the words of each page can still be read on the plain pages.',
    lost: 'The original did not load. Check your connection and try again.',
  },
};
