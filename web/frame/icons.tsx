import type { VNode } from 'preact';

const PATHS = {
  book: 'M12 6C9 4 6 3.5 3 3.5V18c3 0 6 .5 9 2.5 3-2 6-2.5 9-2.5V3.5c-3 0-6 .5-9 2.5zv14',
  download: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  text: 'M4 6h16M4 11h16M4 16h10',
  listen: 'M4 14v-2a8 8 0 0 1 16 0v2M4 14h4v6H4zM16 14h4v6h-4z',
  watch: 'M4 5h16v14H4zM10 9l5 3-5 3z',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  map: 'M3 7l6-3 6 3 6-3v13l-6 3-6-3-6 3zM9 4v13M15 7v13',
  rings: 'M9 9a5 5 0 1 0 0 10A5 5 0 0 0 9 9zM15 9a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 5l2-2h-4z',
  road: 'M8 3L4 21M16 3l4 18M12 4v3M12 10.5v3M12 17v3',
  work: 'M3 8h18v11H3zM9 8V5h6v3M3 13h18M12 12v2',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM12 8.5v6M9 11.5h6',
  card: 'M3 5h18v14H3zM9 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM6 16c.5-2.5 5.5-2.5 6 0M15 10h3M15 14h3',
  scales: 'M12 4v16M8 20h8M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z',
  letter: 'M3 6h18v12H3zM3 7l9 6 9-6',
  school: 'M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5M22 9v6',
  house: 'M3 11l9-8 9 8M5 10v10h14V10M10 20v-6h4v6',
  tree: 'M12 21v-5M12 3l6 8h-3l4 5H5l4-5H6z',
  signal: 'M12 21V11M8 8a5 5 0 0 1 8 0M5 5a9 9 0 0 1 14 0M8 21h8',
  gavel: 'M9 4l6 6M6 7l6 6M7.5 5.5l6 6M12 10l8 8M4 21h9',
  people:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2 20c0-8 12-8 12 0M16 6a3 3 0 0 1 0 5M17 14c3 1 5 3 5 6',
  hand: 'M12 21C4 15 3 11 3 8.5 3 4 9 3 12 7c3-4 9-3 9 1.5 0 2.5-1 6.5-9 12.5z',
  gear: 'M4 20V10l5 3v-3l5 3V5h6v15zM8 17h2M14 17h2',
  coin: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15 9c-1-2-6-2-6 .5s6 2 6 4.5-5 2.5-6 .5M12 6v12',
  bank: 'M3 9l9-5 9 5zM5 9v9M10 9v9M14 9v9M19 9v9M3 20h18',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18z',
  leaf: 'M5 20C4 9 10 4 20 4c0 10-5 15-13 13M5 20c2-5 5-8 9-10',
  star: 'M12 3l2.7 6 6.3.6-4.8 4.3 1.5 6.3L12 17l-5.7 3.2 1.5-6.3L3 9.6 9.3 9z',
  chart: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6',
  flask: 'M9 3h6M10 3v6l-6 10c0 1 1 2 2 2h12c1 0 2-1 2-2l-6-10V3M7 15h10',
  news: 'M4 4h13v16H4zM17 9h3v9c0 3-3 2-3 2M7 8h7M7 12h7M7 16h4',
  lotus:
    'M12 19c-5-3-5-8 0-14 5 6 5 11 0 14zM12 19C7 20 3 17 2 11c4 0 6 1 7 3M12 19c5 1 9-2 10-8-4 0-6 1-7 3',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M10 13h4',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  health: 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2',
} as const;
export type IconName = keyof typeof PATHS;

/** Line icon on a 24 grid; always beside words, so hidden from assistive technology. */
export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

/** The open book of the brand. */
export const BrandMark = (): VNode => (
  <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden="true" focusable="false">
    <rect width="44" height="44" rx="6" fill="#1a2d5a" stroke="none" />
    <path
      d="M22 14c-3.5-3-8-4-13-4v21c5 0 9.5 1 13 4 3.5-3 8-4 13-4V10c-5 0-9.5 1-13 4zv21"
      stroke="#fff"
      stroke-width="2"
    />
    <path
      d="M13 17c2 .2 3.7.7 5.5 1.5M13 23c2 .2 3.7.7 5.5 1.5M31 17c-2 .2-3.7.7-5.5 1.5M31 23c-2 .2-3.7.7-5.5 1.5"
      stroke="#e0ac4b"
      stroke-width="2"
    />
  </svg>
);
