import type { FieldErrors } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import { messages } from './messages.ts';

/**
 * What the shelf says of itself: settings that an administrator may keep in the catalogue, where the
 * environment leaves them open (docs/decisions/062-settings-of-the-shelf.md). All are texts.
 */
export const SHELF_SETTINGS = [
  'SHELF_NAME',
  'SHELF_PROVINCE',
  'SHELF_UNIT',
  'SHELF_RESPONSIBLE',
  'SHELF_ADDRESS',
  'SHELF_PHONE',
  'SHELF_EMAIL',
  'SECURITY_CONTACT',
  'NATIONAL_SHELF_URL',
  'LAW_DATABASE_URL',
] as const;
export type ShelfSetting = (typeof SHELF_SETTINGS)[number];
export type ShelfSettings = Readonly<Record<ShelfSetting, string>>;

/** What was saved; a setting that is missing stands as the program was started with it. */
export type SavedSettings = Partial<ShelfSettings>;

/** The only entry of its list. */
export type SettingsEntry = AuthorityEntry<'shelf-settings', SavedSettings>;
export const SETTINGS_ID = 'shelf';

/** What officials call them. */
export const SETTING_LABELS: Readonly<Record<ShelfSetting, string>> = {
  SHELF_NAME: 'Tên tủ sách',
  SHELF_PROVINCE: 'Tỉnh, thành phố hoặc bộ',
  SHELF_UNIT: 'Cơ quan quản trị',
  SHELF_RESPONSIBLE: 'Người chịu trách nhiệm nội dung',
  SHELF_ADDRESS: 'Địa chỉ cơ quan',
  SHELF_PHONE: 'Điện thoại',
  SHELF_EMAIL: 'Thư điện tử',
  SECURITY_CONTACT: 'Nơi nhận báo lỗ hổng bảo mật',
  NATIONAL_SHELF_URL: 'Liên kết tìm trên Tủ sách pháp luật quốc gia',
  LAW_DATABASE_URL: 'Liên kết tìm trong cơ sở dữ liệu văn bản',
};

/** Throws `Error` with what an address has to be; gives it without slashes at its end. */
export const webAddress = (value: string): string => {
  if (value === '') return '';
  if (!/^https?:$/u.test(new URL(value).protocol)) throw new Error('địa chỉ http hoặc https');
  return value.replace(/(?<!\/)\/+$/u, '');
};

/** An address in which {q} stands for what is looked for. */
export const webTemplate = (value: string): string =>
  value === '' ? '' : (webAddress(value.replaceAll('{q}', 'q')), value);

export const contactAddress = (value: string): string => {
  if (value !== '' && !/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+[0-9-]+)$/u.test(value))
    throw new Error('mailto:…, https://… hoặc tel:+84…');
  return value;
};

const PARSERS: Partial<Readonly<Record<ShelfSetting, (value: string) => string>>> = {
  SECURITY_CONTACT: contactAddress,
  NATIONAL_SHELF_URL: webTemplate,
  LAW_DATABASE_URL: webTemplate,
};

const LONGEST = 300;
const LONGEST_ADDRESS = 2_000;
const MAIL = /^[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+$/u;

function faultOf(name: ShelfSetting, value: string): string | null {
  if (value === '') {
    if (name === 'SHELF_NAME') return messages.writeShelfName;
    return name === 'SHELF_UNIT' ? messages.writeShelfUnit : null;
  }
  if (name === 'SHELF_EMAIL' && !MAIL.test(value)) return messages.wrongShelfMail;
  try {
    PARSERS[name]?.(value);
  } catch {
    return name === 'SECURITY_CONTACT' ? messages.wrongContact : messages.wrongTemplate;
  }
  // Without it every reader lands on the same page.
  return name.endsWith('_URL') && !value.includes('{q}') ? messages.templateWithoutWord : null;
}

/** What is wrong with settings, by their names; the environment's rules and some of a form's own. */
export function settingErrors(values: SavedSettings): FieldErrors {
  const given = Object.entries(values) as [ShelfSetting, string][];
  return {
    ...Object.fromEntries(
      given.flatMap(([name, value]) => {
        const fault = faultOf(name, value);
        return fault === null ? [] : [[name, fault]];
      }),
    ),
    ...tooLongErrors(
      Object.fromEntries(
        given.map(([name, value]) => [
          name,
          [SETTING_LABELS[name], value, name.endsWith('_URL') ? LONGEST_ADDRESS : LONGEST],
        ]),
      ),
    ),
  };
}

/**
 * The settings in force: the environment's, else what was saved, else what the program brings.
 * `started` are those of the start, `given` the names that the environment sets.
 */
export const settingsInForce = (
  started: ShelfSettings,
  given: ReadonlySet<string>,
  kept: SavedSettings,
): ShelfSettings =>
  Object.fromEntries(
    SHELF_SETTINGS.map((name) => [
      name,
      given.has(name) ? started[name] : (kept[name] ?? started[name]),
    ]),
  ) as ShelfSettings;

/** What differs between two sets of settings, with both values, in the order of the form. */
export const settingChanges = (
  before: ShelfSettings,
  after: ShelfSettings,
): { readonly name: ShelfSetting; readonly before: string; readonly after: string }[] =>
  SHELF_SETTINGS.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    before: before[name],
    after: after[name],
  }));
