export const browse = {
  title: 'All subjects',
  intro:
    'The forty-five subjects of the codified law of Viet Nam. The number is how many items are published.',
  empty: 'none yet',
  filled: 'Subjects with items, the most first',
  unfilled: 'Nothing here yet',
};

export const list = {
  newest: 'New items',
  newestIntro: 'What was approved and published last.',
  subjectIntro: 'Items on this subject, the last published first.',
  genreIntro: 'Items of this kind, the last published first.',
  audience: (label: string): string => `For: ${label}`,
  audienceIntro: 'Items written for these readers, the last published first.',
  unitIntro: 'Items managed by this unit, the last published first.',
  law: (number: string): string => `Items citing ${number}`,
  lawIntro: 'Items of the bookshelf that cite this legal document, the last published first.',
  total: (n: string): string => (n === '1' ? '1 item' : `${n} items`),
  empty: 'There is nothing here yet.',
  searchWithin: 'Search and filter this list',
  parts: 'Parts of the subject',
  allParts: 'All',
};

export const about = {
  title: 'About the bookshelf',
  lead: 'The electronic legal bookshelf helps everyone find, read, hear and download legal documents free of charge, without an account.',
  basisTitle: 'Legal basis',
  basis:
    'The bookshelf is built and managed under the Law on Legal Dissemination and Education No. 14/2012/QH13 and Decision No. 14/2019/QĐ-TTg of the Prime Minister on building, managing and using legal bookshelves.',
  contentTitle: 'What is on the shelf',
  content: [
    'Outlines and documents introducing laws and ordinances',
    'Questions and answers, commentaries, handbooks, leaflets, stories and sketches about the law',
    'Professional guides and lectures',
    'Links to legal documents, consolidated documents and press releases',
    'Videos, broadcasts, infographics, quizzes',
  ],
  processTitle: 'Before publication',
  process:
    'Documents are reviewed, compared with the original, catalogued, and only then approved and published. Each states who compiled it, when it was issued and whether it is still valid.',
  rightsTitle: 'Terms of use',
  rights:
    'Each document states its own terms. Name the source when you reuse it. Educational documents do not replace the official text of the law.',
  privacyTitle: 'Privacy',
  privacy:
    'Readers need not register. The font size and colours you choose are kept on your device only.',
  others: 'Other pages about the bookshelf',
  totalTitle: 'Now on the shelf:',
  total: (n: string): string => (n === '1' ? '1 published item.' : `${n} published items.`),
};

export const help = {
  title: 'Help',
  lead: 'How to search, how to read, and the keys that work.',
  sections: [
    {
      id: 'tim',
      title: 'Searching',
      rows: [
        'Type with or without diacritics: “dat dai” finds “đất đai”.',
        'Put words in quotation marks to find the exact phrase: “hòa giải ở cơ sở”.',
        'Type the number of a legal document, in full or without its year: 31/2024/QH15.',
        'Each result names the page, part or minute where your words stand; follow it to that very place.',
        'Narrow down by subject, kind, year, validity; choose a filter again to remove it.',
      ],
    },
    {
      id: 'doc',
      title: 'Reading, listening, downloading',
      rows: [
        '“Read now” opens page by page: text and the picture of the original page.',
        '“Read as text” is light, for slow connections and screen readers.',
        'Change font size, colours and line spacing under Font size and colours.',
        'Videos have captions and a transcript; choose a time to go to that moment.',
        '“Download” always says the size first.',
      ],
    },
    {
      id: 'hieu-luc',
      title: 'Validity labels',
      rows: [
        '“Still correct”: the contents agree with the law in force.',
        '“Partly outdated”: some of the documents it cites have changed; compare.',
        '“No longer valid”: for historical reference only.',
        '“Validity not determined”: not reviewed yet.',
      ],
    },
  ],
  keysTitle: 'Using the keyboard',
  key: 'Key',
  does: 'What it does',
  keys: [
    ['Tab, Shift + Tab', 'To the next, previous element'],
    ['Enter', 'Follow a link, press a button'],
    ['Space', 'Tick a box, press a button, play or pause'],
    ['Arrow up, down', 'Choose a suggestion under the search box'],
    ['Esc', 'Close the suggestions'],
    ['Ctrl + F', 'Find words in the open page'],
    ['Ctrl + plus, minus', 'Enlarge or reduce the page'],
  ],
  contactTitle: 'Need somebody?',
  contact: 'Call or write to a librarian:',
};

export const error = {
  label: (status: number): string => `Error ${status}`,
  titles: {
    invalid: 'What was sent is not right',
    unauthenticated: 'Please sign in',
    forbidden: 'You may not see this page',
    'not-found': 'This page was not found',
    conflict: 'Somebody changed it before you',
    'too-large': 'The file is too large',
    unsupported: 'Not supported',
    'rate-limited': 'Too many requests',
    unavailable: 'The bookshelf has a problem',
  },
  titleOf: {
    'item-not-found': 'This document was not found',
    'attachment-not-found': 'This file was not found',
    'file-missing': 'This file was not found',
    'item-withdrawn': 'The document has been withdrawn',
    'search-unavailable': 'Search is interrupted',
    'storage-busy': 'The server is busy',
    'storage-full': 'The server is full',
    'wrong-state': 'This cannot be done now',
    'duplicate-file': 'The file is already on the shelf',
    'duplicate-identifier': 'The identifier is in use',
    'wrong-origin': 'The request was refused',
    'not-allowed': 'You may not do this',
  } as Readonly<Record<string, string>>,
  notFound:
    'The address may be mistyped, or the document was moved or withdrawn. Search by its title:',
  withdrawn:
    'This document was once on the shelf and has been withdrawn by its managing unit. You can search for others:',
  reason: 'Reason',
  name: 'Document',
  successor: 'Replaced by',
  reference: 'Reference',
  at: 'At',
  tell: 'Please tell us',
  tellText: 'and give the reference',
  call: 'Call',
  write: 'Write to',
  forbidden:
    'This page is for officials in charge. Published documents can be read by everyone without signing in.',
  ours: 'The fault is ours, not yours. What you just entered may not have been saved. Please wait a few minutes and reload.',
  busy: 'What you just entered may not have been saved. Please wait a few minutes and reload.',
  wait: (seconds: string): string => `Please try again in ${seconds}.`,
  reload: 'Reload',
  home: 'To the home page',
  signIn: 'Sign in',
  onward: 'Or go on from here',
  subjectsNote: 'Land, family, traffic, labour and 41 other subjects',
  newestNote: 'What was approved and published last',
  helpNote: 'How to search, how to read, how to ask a librarian',
};
