export const home = {
  title: (place: string): string =>
    place === '' ? 'Electronic legal bookshelf' : `Electronic legal bookshelf of ${place}`,
  description:
    'Find and read legal books, handbooks, leaflets, questions and answers and videos, free of charge.',
  question: 'What would you like to know about the law?',
  examples: ['sang tên sổ đỏ', 'khai sinh muộn', 'uống rượu lái xe máy', 'trợ cấp thất nghiệp'],
  topics: 'Subjects',
  allTopics: 'All 45 subjects',
  items: (n: string): string => (n === '1' ? '1 item' : `${n} items`),
  genres: 'Kinds of document',
  newest: 'New items',
  allNewest: 'See all new items',
  audiences: 'Choose by reader',
  notFound: 'Not found?',
  call: 'Call a librarian: we look it up for you and read it to you.',
  callNumber: (phone: string): string => `Call ${phone}`,
  write: 'Or write to',
  callNote: 'Librarians point out documents; they do not advise on cases.',
  aboutTitle: 'About the bookshelf',
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

/** What each audience finds behind its tile. */
export const audienceNotes: Readonly<Record<string, string>> = {
  'nguoi-dan': 'Everyday rights, duties and procedures in short words',
  'can-bo': 'Civil status, certification, land, receiving citizens',
  'tuyen-truyen': 'Legal education skills and mediation cases',
  'hoc-sinh': 'Stories, videos and quizzes about the law',
  'lao-dong': 'Contracts, wages, insurance, taxes, legal support',
  'dan-toc': 'Short, illustrated documents, some in minority languages',
  'phu-nu': 'Marriage, gender equality, maternity, violence prevention',
  'thanh-nien': 'Traffic, the internet, drug prevention',
  'cao-tuoi': 'Pensions, allowances, inheritance, health care',
  'khuyet-tat': 'Allowances, support and rights of people with disabilities',
  'nan-nhan-bao-luc': 'Where to find help, the right to protection, how to report',
  'chap-hanh-an': 'Rights and duties while serving a sentence, and after',
  'giao-duc-tai-xa': 'Education in the commune and suspended sentences',
  'luc-luong': 'Military service, national defence, security',
};
