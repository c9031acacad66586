import { MANAGING_UNIT } from '#server/people/unit.ts';

/** A paper shelf and its copies as the staff's forms send them. */
export const PLACE = {
  name: 'Tủ sách xã Mường Khe',
  kind: 'tu-sach',
  unit: MANAGING_UNIT,
  address: 'Bản Huổi Lếch',
  phone: '0200 3800 000',
  hours: '7 giờ đến 17 giờ',
  keeper: 'Lò Thị Hương',
  founded: '',
  closed: '',
  version: '0',
};
export const COPIES = {
  registerNumber: 'PL-009',
  copies: '2',
  receivedOn: '5/1/2026',
  price: '45.000',
  source: 'Sở cấp',
  note: '',
};

/** A day of Vietnam's so many days from now. */
export const inDays = (days: number): string =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
