import { encoded, withQuery } from './with-query.ts';

/** Questions that were answered, and the way to ask one. */
export const answersPath = (after: string | null = null): string =>
  withQuery('/hoi-dap', { sau: after });

/** The form; `q`: the words somebody searched. */
export const askPath = (q = ''): string => withQuery('/hoi-dap/gui', { q });

/** Where whoever asked follows the question: known by the secret alone. */
export const followPath = (
  secret: string,
  part: '' | 'noi-them' | 'danh-gia' = '',
  told = '',
): string =>
  withQuery(`/hoi-dap/theo-doi/${encoded(secret)}${part === '' ? '' : `/${part}`}`, { bao: told });

/** The queue of officials; `state`: one part of it. */
export const staffQuestionsPath = (
  more: {
    readonly state?: string;
    readonly after?: string | null;
    readonly told?: string;
    readonly find?: string;
  } = {},
): string =>
  withQuery('/can-bo/hoi-dap', {
    xem: more.state,
    sau: more.after,
    bao: more.told,
    tim: more.find,
  });

/** Where a question from the desk or the telephone is taken down. */
export const deskPath = (): string => '/can-bo/hoi-dap/moi';
/** What readers searched for in vain becomes a question here. */
export const questionOfSearchPath = (): string => '/can-bo/hoi-dap/tu-cau-tim';
export const questionFiguresPath = (form: '' | '.csv' = ''): string =>
  `/can-bo/hoi-dap/so-lieu${form}`;

export const staffQuestionPath = (id: string, told = ''): string =>
  withQuery(`/can-bo/cau-hoi/${encoded(id)}`, { bao: told });
export type QuestionAction =
  | 'soan'
  | 'duyet'
  | 'tra-lai'
  | 'hoi-lai'
  | 'chuyen'
  | 'dong'
  | 'nhan-lai'
  | 'cong-bo'
  | 'in';
export const questionActionPath = (id: string, action: QuestionAction): string =>
  `/can-bo/cau-hoi/${encoded(id)}/${action}`;

/** Holidays, all years or one. */
export const holidaysPath = (year = '', told = ''): string =>
  withQuery(`/can-bo/ngay-nghi${year === '' ? '' : `/${encoded(year)}`}`, { bao: told });

/** Pieces of answers that are written often. */
export const templatesPath = (told = ''): string => withQuery('/can-bo/mau-tra-loi', { bao: told });
export const templatePath = (id: string): string => `/can-bo/mau-tra-loi/${encoded(id)}`;
export const templateDeletePath = (id: string): string => `${templatePath(id)}/xoa`;
