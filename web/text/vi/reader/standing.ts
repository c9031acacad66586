import type { LawState } from '#server/laws/law-record.ts';
import { findStanding, type CitedStanding, type StandingState } from '#server/laws/standing.ts';

const CONTRAST = 'Hãy đối chiếu văn bản mới trước khi áp dụng.';

const TITLES: Readonly<Partial<Record<StandingState, string>>> = {
  het: 'Tài liệu này không còn dùng để áp dụng',
  mot_phan: 'Một phần tài liệu này không còn dùng để áp dụng',
  chua: 'Tài liệu này chưa dùng để áp dụng',
};

const ADVICE: Readonly<Partial<Record<StandingState, string>>> = {
  het: 'Bản cũ được giữ để tra cứu lịch sử.',
  luat_het: CONTRAST,
  luat_doi: 'Hãy xem phần nào của văn bản còn hiệu lực trước khi áp dụng.',
  luat_chua: 'Nội dung theo văn bản này chỉ áp dụng từ ngày văn bản có hiệu lực.',
  mot_phan:
    'Một số văn bản pháp luật mà tài liệu dẫn đã được sửa đổi hoặc thay thế. Hãy đối chiếu văn bản mới trước khi áp dụng.',
};

const HAPPENED: Readonly<Partial<Record<LawState, string>>> = {
  het: 'đã hết hiệu lực',
  khong_phu_hop: 'không còn phù hợp',
  het_mot_phan: 'đã hết hiệu lực một phần',
  ngung: 'ngưng hiệu lực',
  ngung_mot_phan: 'ngưng hiệu lực một phần',
  chua: 'chưa có hiệu lực',
};

/** How an item stands: its own validity together with that of the documents it cites. */
const standing = {
  state: (state: StandingState): string => findStanding(state)?.label ?? state,
  /** On covers, where a few words have room. */
  band: { het: 'Hết hiệu lực', luat_het: 'Cần đối chiếu' } as Readonly<
    Partial<Record<StandingState, string>>
  >,
  title: (state: StandingState): string => TITLES[state] ?? standing.state(state),
  advice: (state: StandingState): string => ADVICE[state] ?? '',
  asOf: (day: string): string => `tính đến ngày ${day}`,
  ended: (day: string): string => (day === '' ? 'Hết hiệu lực.' : `Hết hiệu lực từ ${day}.`),
  begins: (day: string): string => `Có hiệu lực từ ${day}.`,
  /** Before the number of a document; `day` is empty when it is not known. */
  lawBefore: ({ state }: CitedStanding, day: string): string =>
    state === 'chua' || day === '' ? 'Văn bản' : `Từ ngày ${day}, văn bản`,
  /** After its number and title. */
  lawAfter: ({ state }: CitedStanding, day: string): string =>
    `${HAPPENED[state] ?? ''}${state === 'chua' && day !== '' ? `, có hiệu lực từ ngày ${day}` : ''}`,
  lawText: 'Xem văn bản',
  replaced: ', thay bằng ',
  revising: 'Tủ sách đang sửa lại tài liệu này.',
  settled: 'Tủ sách đã xem lại sau đó: tài liệu này vẫn còn phù hợp.',
  settledTitle: 'Đã xem lại sau khi văn bản được dẫn thay đổi hiệu lực',
  note: (words: string): string => `Hiệu lực: ${words}`,
};

export const standingWords = { standing };
