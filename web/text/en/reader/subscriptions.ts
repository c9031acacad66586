import type { subscriptionsWords as vietnamese } from '../../vi/reader/subscriptions.ts';

const subscribe: (typeof vietnamese)['subscribe'] = {
  title: 'News of new documents',
  link: 'Tell me of new documents',
  lawLink: 'Tell me when this document changes',
  lead: 'The shelf writes an e-mail when there is something new on what you care about. No account; one press ends it at any time.',
  noMail: 'This shelf sends no e-mail yet. You may follow it in a feed reader, at this address:',
  failed: 'Not sent yet',
  email: 'Your e-mail',
  emailHelp: 'Only used to send this news, and erased at once when you unsubscribe.',
  what: 'You want news of',
  whats: {
    all: 'All new documents',
    some: 'New documents by words, subject, genre or unit',
    law: 'One legal document',
  },
  some: 'Words, subjects, genres, units',
  someHelp:
    'Several choices within a group: any of them. Choices in several groups: all groups have to fit.',
  words: 'Words to look for',
  subjects: 'Subjects',
  genres: 'Genres',
  units: 'Units',
  also: 'And only documents',
  exact: 'that hold these very words',
  law: 'Number of the legal document',
  lawHelp:
    'For example 31/2024/QH15. You are told when its validity changes, and when a new document cites it.',
  article: 'Article',
  articleHelp: 'Leave empty to follow the whole document.',
  rhythm: 'How often',
  rhythms: { weekly: 'Weekly, on Monday morning', 'at-once': 'As soon as there is something' },
  send: 'Send me a confirmation',
  trap: 'Leave this field empty',
  privacy: 'Letters are text and links alone; nothing tells us whether you read them.',
  sentTitle: 'Please open your mailbox',
  sentText:
    'The shelf has sent a confirmation to the address you gave. Nothing is sent before you open the link in it. The link is good for 48 hours.',
  sentNone:
    'No letter? Look among the junk mail too. An address gets three confirmations at most in 48 hours.',
  confirmTitle: 'Confirm the news',
  confirmLead: 'Letters will be sent to this address, on:',
  confirm: 'Yes, send me news',
  confirmNot: 'If you did not ask for this, close this page: the address will be erased.',
  ownTitle: 'The news you get',
  confirmed: 'Confirmed. From now on you get news of what stands below.',
  saved: 'Saved.',
  setAside:
    'Your mailbox refused three letters in a row, so nothing is sent any more. Within 7 days, press Save to get news again; then the address is erased.',
  ownLead: 'Only who has the address of this page can see it. Each letter links here.',
  address: 'Sent to',
  topics: 'News of',
  topicsHelp: 'Clear what you do not want any more.',
  save: 'Save',
  another: 'Get news of something else',
  leaveTitle: 'Unsubscribe',
  leaveText: 'Your address is erased at once, together with all you chose.',
  leave: 'Unsubscribe from everything',
  leftTitle: 'You have unsubscribed',
  leftText: 'Your address has been erased from the shelf. There will be no more letters.',
  again: 'Subscribe again',
  everything: 'all new documents',
  or: ' or ',
  wordsTopic: (text) => `“${text}”`,
  lawTopic: (number, article) =>
    article === '' ? `document ${number}` : `Article ${article} of ${number}`,
};

const mail: (typeof vietnamese)['subscriptionMail'] = {
  confirmSubject: (shelf) => `Confirm the news of ${shelf}`,
  confirmLead: (shelf) =>
    `Somebody, you perhaps, wants ${shelf} to send news of new documents to this address.`,
  rhythms: { weekly: 'Weekly, on Monday morning.', 'at-once': 'As soon as there is something.' },
  confirmHow: 'If so, open this address within 48 hours and press the button:',
  confirmNot: 'If it was not you, ignore this letter: your address will be erased.',
  subject: (shelf, count) => `${shelf}: ${count} new document${count === 1 ? '' : 's'}`,
  lawSubject: (shelf) => `${shelf}: a document you follow has changed`,
  lead: (shelf) => `${shelf} has news of what you subscribed to.`,
  lawChanged: (number, from, to) => `Document ${number}: ${to} (before: ${from})`,
  more: 'There is more, see everything:',
  untitled: '(without a title)',
  manage: 'See and change what you get:',
  leave: 'Unsubscribe with one press:',
};

export const subscriptionsWords: typeof vietnamese = { subscribe, subscriptionMail: mail };
