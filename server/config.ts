import { SHELF_NAME } from '#server/base/shelf-name.ts';
import { AppError } from '#server/base/errors.ts';
import type { ScannerAddress } from '#server/ingest/actions/scan-file.ts';
import { publicKeys } from '#server/keeping/public-keys.ts';
import { isNamespace } from '#server/exchange/oai/repository-namespace.ts';
import { contactAddress, webAddress, webTemplate } from '#server/site/shelf-settings.ts';

/**
 * Every setting, in one table (name, parser, default, help). `main.ts` and `cli.ts` read the
 * environment once through {@link readConfig}; docs/config.md is held against this table by a test.
 */
interface Setting<T> {
  readonly parse: (text: string) => T;
  readonly default: string;
  readonly help: string;
}

const setting = <T>(parse: (text: string) => T, fallback: string, help: string): Setting<T> => ({
  parse,
  default: fallback,
  help,
});

const text = (value: string): string => value.trim();
const yesNo = (value: string): boolean => {
  if (['yes', 'true', '1'].includes(value)) return true;
  if (['no', 'false', '0'].includes(value)) return false;
  throw new Error('yes hoặc no');
};
const integer =
  (min: number, max: number) =>
  (value: string): number => {
    const n = Number(value);
    if (!Number.isInteger(n) || n < min || n > max)
      throw new Error(`số nguyên từ ${min} đến ${max}`);
    return n;
  };
const recognition = (value: string): 'on' | 'off' | 'paused' => {
  if (value === 'on' || value === 'off' || value === 'paused') return value;
  throw new Error('on, off hoặc paused');
};
/** Secrets cross no network in the clear; plain http is for a service on this machine. */
const safeAddress = (value: string): string => {
  const address = webAddress(value);
  const { protocol, hostname } = new URL(address === '' ? 'https://x' : address);
  if (protocol === 'http:' && !/^(?:localhost|127\.0\.0\.1|\[::1\])$/u.test(hostname))
    throw new Error('địa chỉ https');
  return address;
};
const mailServer = (value: string): string => {
  if (
    value !== '' &&
    (!/^smtps?:$/u.test(new URL(value).protocol) || new URL(value).hostname === '')
  )
    throw new Error('smtp://MÁY:CỔNG hoặc smtps://MÁY:CỔNG');
  return value;
};
const longSecret = (value: string): string => {
  if (value !== '' && value.length < 32) throw new Error('ít nhất 32 ký tự');
  return value;
};
const repositoryId = (value: string): string => {
  if (value !== '' && !isNamespace(value))
    throw new Error('từ hai nhãn trở lên, mỗi nhãn bắt đầu bằng chữ: tusach.example.gov.vn');
  return value;
};
const databaseUrl = (value: string): string => {
  if (!/^(?:sqlite:.+|mongodb(?:\+srv)?:\/\/.+)$/u.test(value))
    throw new Error('sqlite:THƯ-MỤC hoặc mongodb://…');
  return value;
};
const timeOfDay = (value: string): string => {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value)) throw new Error('giờ:phút, như 01:30');
  return value;
};
const roles = (value: string): readonly ('web' | 'worker')[] => {
  const list = value
    .split(',')
    .map((r) => r.trim())
    .filter((r) => r !== '');
  if (list.length === 0 || list.some((r) => r !== 'web' && r !== 'worker'))
    throw new Error('web, worker hoặc cả hai');
  return list as ('web' | 'worker')[];
};

const hosts = (value: string): ReadonlySet<string> => {
  const list = value
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
  if (list.some((host) => URL.parse(`http://${host}/`)?.host !== host.replace(/:80$/u, '')))
    throw new Error('MÁY:CỔNG, cách nhau bằng dấu phẩy');
  return new Set(list);
};

const scannerAddress = (value: string): ScannerAddress | null => {
  if (value === '') return null;
  const path = /^unix:(\/.+)$/u.exec(value)?.[1];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:\/\/([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/iu.exec(value) ?? [];
  if (host === undefined) throw new Error('tcp://MÁY:CỔNG hoặc unix:/ĐƯỜNG/DẪN');
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
};
const tooLarge = (value: string): 'refuse' | 'accept' => {
  if (value === 'refuse' || value === 'accept') return value;
  throw new Error('refuse hoặc accept');
};

const twoPersonRule = (value: string): 'auto' | 'yes' | 'no' => {
  if (value === 'auto' || value === 'yes' || value === 'no') return value;
  throw new Error('auto, yes hoặc no');
};

export const SETTINGS = {
  PORT: setting(integer(0, 65_535), '3000', 'Port to answer on; 0 takes any free one.'),
  HOST: setting(text, '127.0.0.1', 'Address to answer on; 0.0.0.0 inside a container.'),
  BASE_URL: setting(
    webAddress,
    '',
    'The address readers use, for absolute links and secure cookies: https://tusach.example.gov.vn. Empty: taken from each request.',
  ),
  REPOSITORY_ID: setting(
    repositoryId,
    '',
    'Middle of the identifiers by which harvesters know records for ever (oai:REPOSITORY_ID:…): a domain of yours. Empty: host of BASE_URL or a made-up one, taken once and kept.',
  ),
  DATABASE_URL: setting(
    databaseUrl,
    'sqlite:./data',
    'Where everything is kept: sqlite:FOLDER (embedded form) or mongodb://HOST/NAME?replicaSet=… (production form; NAME also begins the names of its search indices).',
  ),
  ELASTICSEARCH_URL: setting(
    webAddress,
    '',
    'Where the production form keeps its full text: http://HOST:9200. Needed with mongodb://, not used with sqlite:.',
  ),
  ROLES: setting(roles, 'web,worker', 'What this process does: web, worker or both.'),
  TRUST_PROXY: setting(
    integer(0, 10),
    '0',
    'How many reverse proxies stand in front; their X-Forwarded-For is believed.',
  ),
  BOOKSHELF_DEMO: setting(
    yesNo,
    'yes',
    'On a first start: yes fills the shelf with the demo collection, no starts empty.',
  ),
  ADMIN_USER: setting(text, 'admin', 'User name of the administrator made on the first start.'),
  ADMIN_PASSWORD: setting(
    (value: string) => value,
    '',
    'Password of that administrator, 12 characters at least and not easily guessed; empty: one is made up and shown once.',
  ),
  MAX_FILE_BYTES: setting(
    integer(1, Number.MAX_SAFE_INTEGER),
    String(4 * 1024 ** 3),
    'Largest file that is taken in, in bytes.',
  ),
  IDLE_SECONDS: setting(
    integer(2, 3_600),
    '60',
    'A request of which nothing comes for so many seconds, and an answer of which nothing is taken, is ended; it may take as long as it comes on.',
  ),
  CLAMD_ADDRESS: setting(
    scannerAddress,
    '',
    'Where clamd (ClamAV) listens: tcp://HOST:3310 or unix:/run/clamav/clamd.ctl. Every file is scanned before it is taken; while clamd does not answer none is. Empty: files are not scanned.',
  ),
  CLAMD_TOO_LARGE: setting(
    tooLarge,
    'refuse',
    'What becomes of files longer than its StreamMaxLength: refuse, or accept to take them unscanned, which the log says.',
  ),
  SHELF_NAME: setting(text, SHELF_NAME, 'Name of the shelf.'),
  SHELF_PROVINCE: setting(
    text,
    '',
    "Line above the name: province or ministry. Without SHELF_UNIT: the example unit's.",
  ),
  SHELF_UNIT: setting(
    text,
    'Sở Tư pháp tỉnh An Sơn',
    'The managing unit (khoản 3 Điều 8 Quyết định 14/2019/QĐ-TTg).',
  ),
  SHELF_RESPONSIBLE: setting(
    text,
    '',
    "Person responsible for the contents, shown in the footer. Without SHELF_UNIT: the example unit's.",
  ),
  SHELF_ADDRESS: setting(
    text,
    '',
    "Postal address, shown in the footer. Without SHELF_UNIT: the example unit's.",
  ),
  SHELF_PHONE: setting(
    text,
    '',
    "Telephone number, shown in the footer. Without SHELF_UNIT: the example unit's.",
  ),
  SHELF_EMAIL: setting(
    text,
    '',
    "E-mail address, shown in the footer. Without SHELF_UNIT: the example unit's.",
  ),
  SECURITY_CONTACT: setting(
    contactAddress,
    '',
    'Where weak points are to be reported (security.txt): mailto:…, https://… or tel:+84…. Empty: SHELF_EMAIL, SHELF_PHONE and the contact page.',
  ),
  NATIONAL_SHELF_URL: setting(
    webTemplate,
    '',
    'Template of a search on the national bookshelf, {q} stands for the title. Empty: no link.',
  ),
  LAW_DATABASE_URL: setting(
    webTemplate,
    'https://vbpl.vn/van-ban/tim-kiem?keyword={q}',
    'Template of a search in the national law database, {q} stands for the số hiệu. Empty: no link.',
  ),
  DELIVERY_FOLDER: setting(
    text,
    '',
    'Where packages for other systems are made and kept; all processes of a shelf need the same. Empty: deliveries beside the embedded database, ./deliveries with MongoDB.',
  ),
  EXPORT_FOLDER: setting(
    text,
    '',
    'Folder below which packages may be laid down: a share, a disk, where sticks are mounted. Empty: targets of that kind are not offered.',
  ),
  SECRETS_FOLDER: setting(
    text,
    '',
    'Folder with the tokens, passwords and private keys of receivers, a file each; a target names its file. Empty: targets with a secret are not offered.',
  ),
  API_LIMIT: setting(
    integer(1, 1_000_000),
    '300',
    'Requests a minute to the API from one address without a key; each process counts for itself. Keys have limits of their own.',
  ),
  OFFLINE: setting(
    yesNo,
    'yes',
    'yes lets browsers keep pages for reading without a network; no makes them forget everything kept (the kill switch of the service worker).',
  ),
  LINK_CHECK: setting(
    yesNo,
    'no',
    'yes asks the addresses that published items link to, politely, and shows staff the broken ones; no makes no outgoing request.',
  ),
  HARVEST_HOSTS: setting(
    hosts,
    '',
    'Hosts with ports inside the own network that may be harvested: thuvien.noi-bo:8080, parted by commas. Empty: only public addresses on the usual ports.',
  ),
  TWO_PERSON_RULE: setting(
    twoPersonRule,
    'auto',
    'Whether whoever compiled or compared an item leaves its approval to somebody else: yes, no, or auto: as soon as somebody else may approve it.',
  ),
  SESSION_IDLE_MINUTES: setting(
    integer(5, 720),
    '60',
    'After so many minutes without a request an official has to sign in again; after 12 hours in any case.',
  ),
  SECOND_FACTOR_REQUIRED: setting(
    yesNo,
    'no',
    'yes leads approvers and administrators to set up one-time codes (TOTP) before anything else; no leaves it to them.',
  ),
  OIDC_ISSUER: setting(
    safeAddress,
    '',
    "Address of the sign-in service of your authority (OpenID Connect issuer): officials sign in there too. Needs OIDC_CLIENT_ID. Empty: by the shelf's own passwords alone.",
  ),
  OIDC_CLIENT_ID: setting(text, '', 'Name under which that service knows this shelf.'),
  OIDC_CLIENT_SECRET: setting(
    text,
    '',
    'Secret that it gave this shelf, better as a file; empty for a service that asks for PKCE alone.',
  ),
  OIDC_SCOPE: setting(text, 'openid profile email', 'What the shelf asks it to say of a person.'),
  OIDC_NAME: setting(
    text,
    'tài khoản của cơ quan',
    'What the button says after "Đăng nhập bằng": tài khoản tỉnh An Sơn.',
  ),
  SMTP_URL: setting(
    mailServer,
    '',
    "Server for the day's e-mail to officials, answers to citizens and word to subscribers: smtp://USER:PASSWORD@HOST:587 or smtps://…; with a password only over TLS. Needs MAIL_FROM and BASE_URL. Empty: no e-mail.",
  ),
  MAIL_FROM: setting(text, '', 'Sender of these e-mails: tusach@example.gov.vn.'),
  WEBHOOK_URL: setting(
    webAddress,
    '',
    'Where a gateway of your own (Zalo, SMS) is told what is published, as signed JSON (docs/webhook.md). It may lie in the own network. Needs WEBHOOK_SECRET and BASE_URL. Empty: nobody is told.',
  ),
  WEBHOOK_SECRET: setting(
    longSecret,
    '',
    'What these events are signed with, 32 characters at least; best given as WEBHOOK_SECRET_FILE.',
  ),
  SECURITY_LOG_MONTHS: setting(
    integer(1, 240),
    '24',
    'How many months the security log is kept; then its oldest rows are erased, and a row of the chain says so.',
  ),
  DISK_ALERT_PERCENT: setting(
    integer(0, 100),
    '10',
    'Administrators are alerted when less than so many percent of the disk are free; 0 never.',
  ),
  BACKUP_ALERT_DAYS: setting(
    integer(0, 3_650),
    '8',
    'Administrators are alerted when no backup has succeeded for so many days; 0 never, for shelves that are backed up by other means.',
  ),
  METRICS_TOKEN: setting(
    (value: string) => value,
    '',
    'What /metrics has to be asked with (Authorization: Bearer …), best given as METRICS_TOKEN_FILE. Empty: only from this machine itself, past no proxy.',
  ),
  ACCESS_LOG: setting(
    yesNo,
    'no',
    'yes writes a line into the log for every answer: request id, method, route, status, milliseconds; never an address or who it was. no leaves that to the proxy.',
  ),
  BACKUP_FOLDER: setting(
    text,
    '',
    'Folder that the worker writes a backup into every night; it must exist, so that a disk that is not mounted is noticed. Empty: none.',
  ),
  BACKUP_AT: setting(
    timeOfDay,
    '01:30',
    'Time of that backup in Vietnam; a worker that was off makes it when it is back.',
  ),
  BACKUP_KEEP: setting(integer(1, 1_000), '7', 'How many backups stay in a folder of backups.'),
  BACKUP_RECIPIENT: setting(
    publicKeys,
    '',
    'Public keys (age1…, parted by commas) that backups are encrypted for; the private ones are kept elsewhere. Empty: not encrypted.',
  ),
  ANSWER_WORKDAYS: setting(
    integer(1, 60),
    '10',
    'Working days in which a question of a citizen has to be answered.',
  ),
  RECOGNITION: setting(
    recognition,
    'on',
    'Whether words are read from the pictures of scanned pages: on, off, or paused, which leaves what waits for later.',
  ),
  RECOGNITION_SIZE: setting(
    integer(1, 64),
    '1',
    'How many pages each worker reads from their pictures at once; more than its processors only wait for each other.',
  ),
  LOG_LEVEL: setting(text, 'info', 'fatal, error, warn, info, debug, trace or silent.'),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Config = { readonly [K in SettingName]: ReturnType<(typeof SETTINGS)[K]['parse']> } & {
  /** Settings that the environment gives: nobody changes them from within. */
  readonly given: ReadonlySet<string>;
};

/**
 * Who keeps the example shelf, so that a first start shows a whole footer. No such province,
 * telephone or domain exists.
 */
const EXAMPLE_KEEPER: Readonly<Record<string, string>> = {
  SHELF_PROVINCE: 'Tỉnh An Sơn',
  SHELF_RESPONSIBLE: 'Bà Hà Thị Minh, Giám đốc Sở Tư pháp',
  SHELF_ADDRESS: 'Số 1 đường Hùng Vương, phường An Sơn, tỉnh An Sơn',
  SHELF_PHONE: '0200 3800 000',
  SHELF_EMAIL: 'tusachphapluat@anson.example',
};

/**
 * Settings that a file holds: `ADMIN_PASSWORD_FILE=/run/secrets/admin` gives ADMIN_PASSWORD what
 * the file says, without the line end. Throws `invalid-input` for a file that cannot be read and
 * for a setting given both ways.
 */
export function readSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Record<string, string | undefined> {
  const whole: Record<string, string | undefined> = { ...environment };
  const faults: Record<string, string> = {};
  for (const name of Object.keys(SETTINGS)) {
    const path = environment[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    if (environment[name] !== undefined)
      faults[name] = `${name} và ${name}_FILE không được đặt cùng lúc`;
    else
      try {
        whole[name] = readFile(path).replace(/\r?\n$/u, '');
      } catch {
        faults[name] = `${name}_FILE phải là tệp đọc được: ${path}`;
      }
  }
  if (Object.keys(faults).length > 0) throw new AppError('invalid-input', { fields: faults });
  return whole;
}

/** What a setting is nothing without. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  OIDC_ISSUER: ['OIDC_CLIENT_ID'],
  SMTP_URL: ['MAIL_FROM', 'BASE_URL'],
  WEBHOOK_URL: ['WEBHOOK_SECRET', 'BASE_URL'],
};

/** Parses the whole environment. Throws one `invalid-input` that names every faulty setting. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: Record<string, string> = {};
  const example = environment['SHELF_UNIT'] === undefined ? EXAMPLE_KEEPER : {};
  const values = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { parse, default: fallback }]) => {
      const given = environment[name];
      try {
        return [name, (parse as (value: string) => unknown)(given ?? example[name] ?? fallback)];
      } catch (error) {
        faults[name] =
          `${name} phải là ${error instanceof TypeError ? 'địa chỉ đúng dạng' : (error as Error).message}`;
        return [name, undefined];
      }
    }),
  );
  const { DATABASE_URL: database, ELASTICSEARCH_URL: elasticsearch } = values as Record<
    string,
    unknown
  >;
  if (typeof database === 'string' && database.startsWith('mongodb') && elasticsearch === '')
    faults['ELASTICSEARCH_URL'] = 'ELASTICSEARCH_URL phải được đặt khi DATABASE_URL là mongodb://';
  for (const [name, needs] of Object.entries(NEEDS))
    for (const other of needs)
      if (values[name] && values[other] === '')
        faults[other] = `${other} phải được đặt khi có ${name}`;
  if (Object.keys(faults).length > 0) throw new AppError('invalid-input', { fields: faults });
  const given = new Set(Object.keys(SETTINGS).filter((name) => environment[name] !== undefined));
  // Not among the settings that are gone through: it is none.
  return Object.freeze(Object.defineProperty(values, 'given', { value: given })) as Config;
}
