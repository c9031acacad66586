import { frame } from './frame.ts';
import { home as vietnamese, type siteWords as vietnameseWords } from '../../vi/reader/site.ts';

export const home = {
  title: (place: string): string =>
    place === '' ? 'Electronic legal bookshelf' : `Electronic legal bookshelf of ${place}`,
  description:
    'Find and read legal books, handbooks, leaflets, questions and answers and videos, free of charge.',
  question: 'What would you like to know about the law?',
  examples: vietnamese.examples,
  topics: frame.subjects,
  allTopics: 'All 45 subjects',
  items: (n: string): string => (n === '1' ? '1 item' : `${n} items`),
  genres: frame.genres,
  allGenres: 'All kinds',
  newest: frame.newest,
  allNewest: 'See all new items',
  audiences: 'Choose by reader',
  notFound: 'Not found?',
  call: 'Call a librarian: we look it up for you and read it to you.',
  callNumber: (phone: string): string => `Call ${phone}`,
  write: 'Or write to',
  callNote: 'Librarians point out documents; they do not advise on cases.',
  aboutTitle: frame.more,
  aboutText:
    'The bookshelf is kept under Decision No. 14/2019/QĐ-TTg of the Prime Minister. Everyone may read, listen and download free of charge, without an account. Documents are published only after comparison with the original and approval.',
  aboutMore: 'More about the bookshelf',
  links: 'Links',
  linkGroups: {
    commune: 'Communes and wards',
    ministry: 'Ministries and the province',
    other: 'Others',
  },
  emptyTitle: 'There is nothing on the shelf yet',
  emptyLead:
    'This is the first start. Once documents are published this page shows the search box, subjects and new items. Three steps:',
  emptySteps: {
    signIn: {
      title: 'Sign in',
      text: 'Use the staff account made by whoever installed the shelf.',
    },
    upload: {
      title: 'Upload files',
      text: 'Choose several PDF, EPUB, DOCX, picture or video files at once; their text is read and the record filled in.',
    },
    import: {
      title: 'Or import a whole folder',
      text: 'On the server, run this command with the folder of files (a sheet may go with it):',
    },
  },
  importCommand: 'npm run -s bookshelf -- import FOLDER',
  emptyNote: 'Uploaded documents are drafts; readers see them only after they are published.',
};

const browse = {
  title: 'All subjects',
  intro:
    'The forty-five subjects of the codified law of Viet Nam. The number is how many items are published.',
  empty: 'none yet',
  filled: 'Subjects with items, the most first',
  unfilled: 'Nothing here yet',
};

const list = {
  newest: frame.newest,
  newestIntro: 'What was approved and published last.',
  subjectIntro: 'Items on this subject, the last published first.',
  genreIntro: 'Items of this kind, the last published first.',
  audience: (label: string): string => `For: ${label}`,
  audienceIntro: 'Items written for these readers, the last published first.',
  unitIntro: 'Items managed by this unit, the last published first.',
  unitEnded: (day: string): string => `This unit worked until ${day}.`,
  nowPartOf: 'Now part of',
  movedIntro: 'Items of this unit that its successor now manages, the last published first.',
  law: (number: string): string => `Items citing ${number}`,
  lawIntro: 'Items of the bookshelf that cite this legal document, the last published first.',
  total: (n: string): string => (n === '1' ? '1 item' : `${n} items`),
  empty: 'There is nothing here yet.',
  searchWithin: 'Search and filter this list',
  subSubjects: 'Parts of the subject',
  allSubSubjects: 'All',
};

const about = {
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

const help = {
  title: frame.help,
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

const collections = {
  title: frame.collections,
  intro: 'Items chosen and arranged by topic and campaign.',
  week: 'The law this week',
  weekIntro: 'Published since Monday, the last first.',
  weekNote: 'Published since Monday',
  featured: 'Collection of the season',
  whole: (n: string): string => `See the whole collection (${n})`,
  seasonal: (from: string, to: string): string => `Every year from ${from} to ${to}`,
  all: 'All collections',
};

const contact = {
  title: frame.contact,
  lead: 'Ask us to find a document, report a mistake, tell us what you think.',
  unitTitle: 'Managing authority',
  responsible: 'Responsible for contents',
  address: 'Address',
  phone: frame.phone,
  email: frame.email,
  unknown:
    'The managing authority has not published its contact details here. Please ask at the People’s Committee of your commune or ward.',
  helpTitle: 'What we can do for you',
  helps: [
    'Find a document, point out the very page, read it on the telephone to those who cannot read.',
    'Correct mistakes and add what is missing.',
    'Take documents compiled by communes, schools and offices to be published.',
  ],
  notTitle: 'What to ask elsewhere',
  nots: [
    'The bookshelf does not advise on cases. People entitled to legal aid get it free of charge at the state legal aid centre of the province.',
    'Files and their results: the one-stop section of the commune or ward, or the National Public Service Portal.',
  ],
  mistake:
    'To report a mistake, name the document, the page and the place. A wrong document is corrected or withdrawn as soon as it has been compared.',
};

const siteMap = {
  title: frame.siteMap,
  lead: 'Every way into the bookshelf, as a tree.',
  main: 'Main pages',
  subjects: 'By subject',
  genres: 'By kind',
  audiences: 'By reader',
  units: 'By unit',
  collections: frame.collections,
  about: frame.more,
  machines: 'For other programs',
  feed: 'Atom feed',
  xml: 'XML site map',
  api: 'Programming interface (OpenAPI)',
  search: 'OpenSearch description',
  catalogue: 'Catalogue for reading apps (OPDS)',
  harvest: 'Harvesting of records (OAI-PMH)',
};

const accessibility = {
  title: frame.accessibility,
  lead: 'The bookshelf is for everyone, including people with disabilities, older people, and people with old devices or slow connections.',
  standardTitle: 'Conformance',
  standard:
    'The pages follow the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, and the circulars 32/2017/TT-BTTTT and 26/2020/TT-BTTTT. For every release each kind of page is checked automatically and tried with the keyboard.',
  canTitle: 'What works for you',
  can: [
    'Keyboard: everything can be done without a mouse; the first Tab leads straight to the contents.',
    'Screen readers: headings, regions, tables and buttons have names; words in another language are marked as such.',
    'Enlargement to 400% and screens of 320 pixels without scrolling sideways.',
    'Font size, line spacing, typeface, light, ivory or dark background; the high-contrast mode of your device.',
    'Reading aloud by the voices of your device, with the sentence being read marked.',
    'Video and sound with captions and a transcript.',
    'Browsers that run no scripts can still search, read, listen and download.',
  ],
  limitsTitle: 'Known limits',
  limits: [
    'Old scans whose text has not been recognised yet are pictures only; each such page says so. Tell us, and we read it to you or recognise it first.',
    'Original PDF and Word files come from many offices and may lack tags for screen readers; the text on these pages is complete.',
    'Maps and diagrams inside documents may have short descriptions only.',
  ],
  tellTitle: 'Something in your way?',
  tell: 'Tell us which page it is and what device you use. We answer, and send you the document in a form you can read.',
  date: 'This statement was reviewed on 22 November 2026.',
};

/** What readers see in the pages of the site itself. */
export const siteWords: typeof vietnameseWords = {
  home,
  browse,
  list,
  about,
  help,
  collections,
  contact,
  siteMap,
  accessibility,
};
