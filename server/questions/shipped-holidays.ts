import type { NamedDay, YearOfHolidays } from './holiday.ts';

const days = (name: string, ...dates: readonly string[]): NamedDay[] =>
  dates.map((day) => ({ day, name }));

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Nguyên đán';
const KINGS = 'Giỗ Tổ Hùng Vương';
const VICTORY = 'Ngày Chiến thắng';
const LABOUR = 'Ngày Quốc tế lao động';
const NATION = 'Quốc khánh';

/**
 * Days off by Điều 112 Bộ luật Lao động 45/2019/QH14 that fall on weekdays, those taken instead of
 * a weekend included. Tết and Giỗ Tổ are reckoned by the lunar calendar, and the government may move
 * days: a year is confirmed by an official who compared it with that year's notice.
 */
export const SHIPPED_HOLIDAYS: Readonly<Record<string, YearOfHolidays>> = {
  '2025': {
    off: [
      ...days(NEW_YEAR, '2025-01-01'),
      ...days(TET, '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
      ...days(KINGS, '2025-04-07'),
      ...days(VICTORY, '2025-04-30'),
      ...days(LABOUR, '2025-05-01'),
      ...days('Nghỉ hoán đổi với 26/04', '2025-05-02'),
      ...days(NATION, '2025-09-01', '2025-09-02'),
    ],
    worked: days('Làm việc thay ngày 02/05', '2025-04-26'),
    confirmed: true,
  },
  '2026': {
    off: [
      ...days(NEW_YEAR, '2026-01-01'),
      ...days('Nghỉ hoán đổi với 10/01', '2026-01-02'),
      ...days(TET, '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
      ...days(`${KINGS} (nghỉ bù)`, '2026-04-27'),
      ...days(VICTORY, '2026-04-30'),
      ...days(LABOUR, '2026-05-01'),
      ...days('Nghỉ hoán đổi với 22/08', '2026-08-31'),
      ...days(NATION, '2026-09-01', '2026-09-02'),
    ],
    worked: [
      ...days('Làm việc thay ngày 02/01', '2026-01-10'),
      ...days('Làm việc thay ngày 31/08', '2026-08-22'),
    ],
    confirmed: false,
  },
  '2027': {
    off: [
      ...days(NEW_YEAR, '2027-01-01'),
      ...days(TET, '2027-02-05', '2027-02-08', '2027-02-09'),
      ...days(`${TET} (nghỉ bù)`, '2027-02-10', '2027-02-11'),
      ...days(KINGS, '2027-04-16'),
      ...days(VICTORY, '2027-04-30'),
      ...days(`${LABOUR} (nghỉ bù)`, '2027-05-03'),
      ...days(NATION, '2027-09-01', '2027-09-02'),
    ],
    worked: [],
    confirmed: false,
  },
};
