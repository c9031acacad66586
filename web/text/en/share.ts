import type { Text } from '../vi.ts';

export const share: Text['share'] = {
  title: 'Share this item',
  pageTitle: (title) => `Share: ${title}`,
  more: 'Zalo and a ready message',
  poster: 'Poster with the QR code',
  qr: 'QR code', qrAlt: 'QR code that leads to the page of this item',
  qrNote: 'Print it and put it up at the village hall, the commune office, the school. Point a phone camera at it to open the item.',
  qrSvg: 'QR code for large prints (SVG)', qrPng: 'QR code as a picture (PNG)',
  text: 'Message for Zalo or SMS', textLabel: 'Ready message',
  textNote: 'Touch the field, select all, copy, and paste it into a conversation.',
  copy: 'Copy', copied: 'Copied.', byHand: 'Your browser does not let us copy. The text is selected: copy it by hand.',
  send: 'Send directly', sendNote: 'These buttons open the page of another provider, outside the bookshelf.',
  zalo: 'Zalo', facebook: 'Facebook', mail: 'E-mail', back: 'Back to the item',
  cardAlt: (title) => `Cover and title: ${title}`,
  homeAlt: (shelf) => `A shelf of books and the name ${shelf}`,
  homeName: 'Free to read, no account needed', homeLine: 'Law books, handbooks, leaflets and videos',
};
