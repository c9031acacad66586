export const collections = {
  title: 'Collections',
  intro: 'Items chosen and arranged by topic and campaign.',
  week: 'The law this week',
  weekIntro: 'Published since Monday, the last first.',
  weekNote: 'Published since Monday',
  featured: 'Collection of the season',
  whole: (n: string): string => `See the whole collection (${n})`,
  seasonal: (from: string, to: string): string => `Every year from ${from} to ${to}`,
  all: 'All collections',
};

export const contact = {
  title: 'Contact',
  lead: 'Ask us to find a document, report a mistake, tell us what you think.',
  unitTitle: 'Managing authority',
  responsible: 'Responsible for contents',
  address: 'Address',
  phone: 'Telephone',
  email: 'E-mail',
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

export const siteMap = {
  title: 'Site map',
  lead: 'Every way into the bookshelf, as a tree.',
  main: 'Main pages',
  subjects: 'By subject',
  genres: 'By kind',
  audiences: 'By reader',
  units: 'By unit',
  collections: 'Collections',
  about: 'About the bookshelf',
  machines: 'For other programs',
  feed: 'Atom feed',
  xml: 'XML site map',
  api: 'Programming interface (OpenAPI)',
  search: 'OpenSearch description',
};

export const accessibility = {
  title: 'Accessibility',
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
