import type { newsWords as vietnamese } from '../../vi/reader/news.ts';

export const newsWords: typeof vietnamese = {
  newsPages: {
    title: 'News and announcements',
    short: 'News',
    lead: 'Short news and announcements of the managing body and its units, in Vietnamese.',
    kinds: { news: 'News', announcement: 'Announcement', outage: 'Maintenance' },
    kindsLabel: 'Kind of news',
    allKinds: 'All',
    none: 'There is no news yet.',
    atHome: 'News',
    all: 'All news',
    pinned: 'Pinned',
    published: (day, unit) => `${day} · ${unit}`,
    changed: (day) => `Changed on ${day}`,
    outage: (start, end) => `Not available from ${start} to ${end}`,
    bar: (start, end) => `The shelf is closed for maintenance from ${start} to ${end}.`,
    barLabel: 'Maintenance notice',
    barMore: 'Read the notice',
    print: 'Print view',
    feed: 'News feed (Atom)',
    source: (address) => `Source: ${address}`,
  },
};
