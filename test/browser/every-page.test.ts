import { addSignInRule } from '#server/people/actions/save-sign-in-rule.ts';
import { issueKey } from '#server/exchange/actions/manage-clients.ts';
import { fillDemoReports } from '#server/keeping/jobs/fill-demo-reports.ts';
import { demoFolder } from '#server/shelf.ts';
import { addPortal } from '#server/exchange/actions/save-portal.ts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aChange, anAccount, nextId } from '../support/builders.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import { deliveryPath, targetActionPath, targetPath } from '#web/paths/delivery.ts';
import { deliver, putTarget } from '../support/exchange/delivering.ts';
import { putBanner } from '../support/put-banner.ts';
import { putCopies } from '../support/put-copies.ts';
import { putVisits } from '../support/put-visits.ts';
import { putSubjectParts } from '../support/put-subject-parts.ts';
import { aGenre, anAudience } from '../support/vocabulary.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import {
  itemFinder,
  launch,
  layoutShifts,
  openPage,
  sidewaysPixels,
  signedInAs,
  violations,
  type Problems,
} from './browser.ts';

const THIS_YEAR = new Date().getFullYear();
const [YEAR, HALF] = [`nam-${THIS_YEAR - 1}-01-01`, `6-thang-${THIS_YEAR}-01-01`];
let app: TestApp;
let browser: Browser;
let idOf: (title: string) => string;
let signedIn: BrowserContextOptions;
/** A demo item put back to where it waits to be compared, with an overdue step. */
let waiting: string;
let sheetPath: string;
let delivery: Delivery;
const problems: Problems = [];

/** The exported catalogue with one cell edited, one line broken and one added, sent back. */
async function sendSheet(): Promise<string> {
  const cookie = await app.signIn();
  const exported = await (
    await fetch(`${app.base}/can-bo/nhap-bang/danh-muc.csv`, { headers: { cookie } })
  ).text();
  const form = new FormData();
  form.append(
    'sheet',
    new Blob([
      `${exported.replace(',Khói trên nương,', ',Khói trên nương (sửa),').replace('Sách pháp luật', 'Sách lạ')},thiếu.pdf,,Tài liệu mới\r\n`,
    ]),
    'danh mục sửa.csv',
  );
  return new URL(
    (
      await fetch(`${app.base}/can-bo/nhap-bang`, {
        method: 'POST',
        headers: { cookie, origin: app.base },
        body: form,
        redirect: 'manual',
      })
    ).headers.get('location')!,
    app.base,
  ).pathname;
}

beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp({ demo: true }), launch()]);
  idOf = await itemFinder(app);
  const { catalog } = app.shelf.storage;
  const item = (await catalog.findItem(idOf('Sổ tay Luật Đất đai năm 2013')))!;
  waiting = (
    await catalog.saveItem(
      aChange({
        ...item,
        id: nextId(),
        identifier: null,
        version: 0,
        attachments: item.attachments.map((a) => ({ ...a, id: nextId() })),
        state: 'submitted',
        publishedAt: null,
        work: {
          ...item.work,
          since: '2026-01-05T03:00:00.000Z',
          holder: { id: 'nguoi-khac', name: 'Lò Thị Hương' },
        },
      }),
    )
  ).id;
  await catalog.saveAccount(
    anAccount({
      id: 'nguoi-khac',
      username: 'lo.huong',
      displayName: 'Lò Thị Hương',
      unitId: 'xa-muong-khe',
      roles: ['contributor'],
    }),
  );
  const rules = await catalog.saveAuthority({
    list: 'page',
    id: 'quy-che',
    rank: 1,
    version: 0,
    changedAt: '2026-11-20T03:00:00.000Z',
    changedBy: 'Lò Thị Hương',
    value: {
      title: 'Nội quy tủ sách',
      body: '# Điều 1\n\nMở cửa **hằng ngày**.\n\n1. Mượn\n2. Trả\n\n- [Liên hệ](/lien-he)',
      hidden: false,
    },
  });
  await catalog.saveAuthority(rules);
  await putSubjectParts(app, idOf('Cẩm nang hòa giải'));
  for (const entry of [
    aGenre({ name: 'Bản tin pháp luật của Ủy ban nhân dân xã' }),
    anAudience({ english: 'Fishers' }),
  ])
    await catalog.saveAuthority({
      ...(await catalog.saveAuthority(entry)),
      changedAt: '2026-11-20T03:00:00.000Z',
      changedBy: 'Lò Thị Hương',
    });
  await putBanner(app);
  const { actions } = app.shelf;
  await addPortal(actions, app.admin, { name: 'Xã', origin: 'https://*.anson.gov.vn' });
  await addSignInRule(actions, app.admin, {
    claim: 'realm_access.roles',
    value: 'tu-sach-bien-muc-cap-tinh',
    unitId: (await catalog.listUnits())[0]!.id,
    roles: ['cataloguer', 'approver'],
  });
  await issueKey(actions, app.admin, { name: 'Cổng tỉnh', unit: 'Sở', perMinute: '600' });
  await putVisits(app);
  await fillDemoReports(app.shelf.actions, demoFolder, app.admin);
  await putCopies(app, idOf('Cẩm nang hòa giải'));
  delivery = await deliver(app, await putTarget(app));
  sheetPath = await sendSheet();
  signedIn = await signedInAs(app);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const at = (title: string, rest = ''): string => `/tai-lieu/${idOf(title)}${rest}`;

const PUBLIC: Readonly<Record<string, () => string>> = {
  home: () => '/',
  'all items': () => '/tim-kiem',
  hits: () => '/tim-kiem?q=dat+dai',
  'a long question': () =>
    `/tim-kiem?q=${'hàng xóm lấn chiếm đất có sổ đỏ phải làm gì '.repeat(8)}`,
  'chosen filters': () => '/tim-kiem?q=dat+dai&chu-de=11&the-loai=hoi-dap',
  'no hits': () => '/tim-kiem?q=xyzzy',
  'a word without a break': () => `/tim-kiem?q=${'x'.repeat(200)}`,
  subjects: () => '/chu-de',
  'one subject': () => '/chu-de/11',
  'a subject with parts': () => '/chu-de/37',
  'a part of a subject': () => '/chu-de/37.hoa-giai-o-co-so',
  'a chosen part': () => '/tim-kiem?chu-de=37&chu-de=37.hoa-giai-o-co-so',
  'an empty subject': () => '/chu-de/01',
  newest: () => '/moi',
  genre: () => '/the-loai/cam-nang',
  'word of what is new, without a mail server': () => '/dang-ky-nhan-tin?chu-de=11',
  'whoever left': () => '/dang-ky-nhan-tin/da-roi',
  'an own genre': () => '/the-loai/ban-tin',
  audience: () => '/doi-tuong/nguoi-dan',
  'an own audience': () => '/doi-tuong/ngu-dan',
  law: () => '/van-ban/31%2F2024%2FQH15',
  collections: () => '/bo-suu-tap',
  'one collection': () => '/bo-suu-tap/ngay-phap-luat',
  'this week': () => '/bo-suu-tap/tuan-nay',
  'site map': () => '/so-do',
  contact: () => '/lien-he',
  accessibility: () => '/tiep-can',
  about: () => '/gioi-thieu',
  'an own page': () => '/trang/quy-che',
  help: () => '/tro-giup',
  'not found': () => '/khong-co',
  'sign-in': () => '/dang-nhap',
  'item with PDF': () => at('Cẩm nang hòa giải'),
  'item with EPUB': () => at('Hôn nhân'),
  'item with video': () => at('Trợ giúp pháp lý'),
  'expired item': () => at('Sổ tay Luật Đất đai năm 2013'),
  leaflet: () => at('Đã uống rượu'),
  'page with marks': () => at('Cẩm nang hòa giải', '/trang/12?q=hoa+giai'),
  'text of pages': () => at('Cẩm nang hòa giải', '/trang/12?xem=chu'),
  'page of a leaflet': () => at('Đã uống rượu', '/trang/2'),
  'EPUB chapter': () => at('Hôn nhân', '/chuong/4?q=ket+hon'),
  'DOCX chapter with a table': () => at('Đề cương giới thiệu', '/chuong/3'),
  'book as published': () => at('Hôn nhân', '/sach?phan=4'),
  'HTML chapter': () => at('Hỏi Nhà nước', '/chuong/2'),
  'English chapter': () => at('Legal help', '/chuong/1'),
  video: () => at('Trợ giúp pháp lý', '/xem?giay=20'),
  sound: () => at('Bản tin loa xã', '/xem'),
  'find inside': () => at('Cẩm nang hòa giải', '/tim?q=hoa+giai'),
  'print form': () => at('Sinh con xong', '/in'),
  share: () => at('Cẩm nang hòa giải', '/chia-se'),
  rating: () => at('Cẩm nang hòa giải', '/danh-gia'),
  'thanks for a rating': () => at('Cẩm nang hòa giải', '/danh-gia?xong=1'),
  'saved items': () => '/da-luu',
  offline: () => '/mat-mang',
  'how to embed': () => '/nhung/huong-dan?loai=chu-de&chu-de=37&so=3',
  'colours that are refused': () => '/nhung/huong-dan?chu=777777',
  'widget of news': () => '/nhung',
  'widget of a subject, dark': () =>
    '/nhung?loai=chu-de&chu-de=11&nen=12161f&chu=eae8e2&mau=a9c5ff',
  'search widget': () => '/nhung?loai=tim&co=22',
  'widget of an item': () => `/nhung?loai=tai-lieu&ma=${idOf('Sổ tay Luật Đất đai năm 2013')}`,
  'widget of nothing': () => '/nhung?loai=tai-lieu&ma=khong-co',
};
const STAFF: Readonly<Record<string, () => string>> = {
  'my work': () => '/can-bo',
  upload: () => '/can-bo/tai-len',
  'who wants word': () => '/can-bo/nhan-tin',
  'pages to read again': () => '/can-bo/doc-lai',
  'published record': () => `/can-bo/tai-lieu/${idOf('Cẩm nang hòa giải')}`,
  'one queue': () => '/can-bo?trang-thai=submitted',
  'a filtered queue': () => '/can-bo?trang-thai=submitted&qua-han=1&tu=dat',
  'what I took over': () => '/can-bo?cua=toi',
  review: () => `/can-bo/tai-lieu/${waiting}/duyet?trang=2`,
  approval: () => `/can-bo/tai-lieu/${waiting}/phe-duyet`,
  accounts: () => '/can-bo/tai-khoan',
  'one account': () => `/can-bo/tai-khoan/${app.admin.accountId}`,
  figures: () => '/can-bo/thong-ke',
  'figures of a quiet unit': () => '/can-bo/thong-ke?ky=nam-truoc&don-vi=xa-muong-khe',
  'rounds of reports': () => '/can-bo/bao-cao',
  'a new round of reports': () => '/can-bo/bao-cao/moi',
  'a round that is open': () => `/can-bo/bao-cao/${HALF}`,
  'a round that is frozen': () => `/can-bo/bao-cao/${YEAR}`,
  'reports as one': () => `/can-bo/bao-cao/${YEAR}/tong-hop`,
  'a report to fill in': () => `/can-bo/bao-cao-xa/${HALF}.phuong-an-tra`,
  'a report that was sent': () => `/can-bo/bao-cao-xa/${HALF}.xa-muong-khe`,
  'a frozen report': () => `/can-bo/bao-cao-xa/${YEAR}.xa-muong-khe`,
  'items behind a figure': () => `/can-bo/bao-cao-xa/${YEAR}.xa-muong-khe/tai-lieu?so=reads`,
  lists: () => '/can-bo/danh-muc',
  'staff subjects': () => '/can-bo/danh-muc/chu-de',
  'one staff subject': () => '/can-bo/danh-muc/chu-de/37',
  'new part of a subject': () => '/can-bo/danh-muc/chu-de/37/moi',
  'staff genres': () => '/can-bo/danh-muc/the-loai',
  'one genre of the law': () => '/can-bo/danh-muc/the-loai/to-gap',
  'one own genre': () => '/can-bo/danh-muc/the-loai/ban-tin',
  'new genre': () => '/can-bo/danh-muc/the-loai/moi',
  'staff audiences': () => '/can-bo/danh-muc/doi-tuong',
  'one own audience': () => '/can-bo/danh-muc/doi-tuong/ngu-dan',
  'new audience': () => '/can-bo/danh-muc/doi-tuong/moi',
  'one part of a subject': () => '/can-bo/danh-muc/nhanh/37.hoa-giai-o-co-so',
  'staff collections': () => '/can-bo/bo-suu-tap',
  'one staff collection': () => '/can-bo/bo-suu-tap/ngay-phap-luat',
  'new collection': () => '/can-bo/bo-suu-tap/moi',
  'own pages': () => '/can-bo/trang',
  places: () => '/can-bo/ban-in',
  'one place': () => '/can-bo/ban-in/tu-sach-thu',
  'new place': () => '/can-bo/ban-in/moi/sua',
  'add copies': () => `/can-bo/ban-in/tu-sach-thu/them?tai-lieu=${idOf('Cẩm nang hòa giải')}`,
  'find an item to add': () => '/can-bo/ban-in/tu-sach-thu/them?tim=luat',
  'register from a sheet': () => '/can-bo/nhap-ban-in',
  'register from a sheet, place chosen': () => '/can-bo/nhap-ban-in?noi=tu-sach-thu',
  'report of a past year': () => '/can-bo/ban-in/tu-sach-thu/bao-cao?tu=2025-01-01&den=2025-12-31',
  'report of a shelf': () => '/can-bo/ban-in/tu-sach-thu/bao-cao',
  'stock-takes': () => '/can-bo/ban-in/tu-sach-thu/kiem-ke',
  'one stock-take': () => '/can-bo/kiem-ke/kiem-ke-1',
  'a stock-take before its close': () => '/can-bo/kiem-ke/kiem-ke-1/dong',
  'a closed stock-take': () => '/can-bo/kiem-ke/kiem-ke-2',
  'copies that are out': () => '/can-bo/ban-in/tu-sach-thu/muon',
  'one copy': () => '/can-bo/ban/ban-1',
  'a lent copy': () => '/can-bo/ban/ban-2',
  'copies of an item': () => `/can-bo/tai-lieu/${idOf('Cẩm nang hòa giải')}/ban-in`,
  banners: () => '/can-bo/lien-ket',
  'one banner': () => '/can-bo/lien-ket/bo-tu-phap',
  'new banner': () => '/can-bo/lien-ket/moi',
  'page editor': () => '/can-bo/trang/quy-che',
  'versions of a page': () => '/can-bo/trang/quy-che/ban',
  names: () => '/can-bo/danh-muc/co-quan',
  'one name': () => `/can-bo/danh-muc/co-quan?ten=${encodeURIComponent('Sở Tư pháp tỉnh An Sơn')}`,
  'record with proposals': () => `/can-bo/tai-lieu/${idOf('Hôn nhân')}?goi-y=1`,
  'record that is there already': () => `/can-bo/tai-lieu/${waiting}`,
  laws: () => '/can-bo/van-ban',
  'one law': () => '/can-bo/van-ban/342007plubtvqh11',
  'new law': () => '/can-bo/van-ban/moi',
  'items to review': () => '/can-bo/xem-lai',
  'laws from a sheet': () => '/can-bo/van-ban/nhap',
  sheets: () => '/can-bo/nhap-bang',
  'one sheet': () => sheetPath,
  sources: () => '/can-bo/nguon-nhap',
  'new source': () => '/can-bo/nguon-nhap/moi',
  'another account': () => '/can-bo/tai-khoan/nguoi-khac',
  units: () => '/can-bo/don-vi',
  'one unit': () => '/can-bo/don-vi/xa-muong-khe',
  'list of units': () => '/can-bo/nhap-don-vi',
  'own password': () => '/can-bo/mat-khau',
  'own sessions': () => '/can-bo/phien',
  'second factor': () => '/can-bo/hai-buoc',
  'security log': () => '/can-bo/nhat-ky-an-ninh',
  'security log, a wrong day': () => '/can-bo/nhat-ky-an-ninh?tu=mai&viec=sign-in',
  notices: () => '/can-bo/thong-bao',
  portals: () => '/can-bo/trang-nhung',
  'keys of the API': () => '/can-bo/khoa-api',
  'rules of signing in': () => '/can-bo/quy-tac-dang-nhap',
  'own identity': () => '/can-bo/cong-dang-nhap',
  receivers: () => '/can-bo/giao-nop',
  'new receiver': () => '/can-bo/giao-nop/moi',
  'one receiver': () => targetPath(delivery.targetId, { standing: 'unsent' }),
  'one delivery': () => deliveryPath(delivery.id),
  receipt: () => targetActionPath(delivery.targetId, 'bien-nhan'),
  'home signed in': () => '/',
  'item signed in': () => at('Hôn nhân'),
};

/** A book's own pictures carry no sizes, so its chapters grow while they load. */
const MAY_GROW = 'EPUB chapter';

/** Faults of one page: sideways scrolling, WCAG violations, shifts while loading. */
async function faults(
  page: Page,
  name: string,
  path: string,
  seenBefore: boolean,
): Promise<string[]> {
  await page.goto(path, { waitUntil: 'load' });
  const sideways = await sidewaysPixels(page);
  let shifts = name === MAY_GROW ? [] : await layoutShifts(page);
  // On a busy machine the parser pauses in the middle of a line: what moves in every one of three
  // loads is the page's fault.
  for (let n = 0; n < 2 && shifts.length > 0; n += 1) {
    await page.reload({ waitUntil: 'load' });
    shifts = await layoutShifts(page);
  }
  return [
    ...(sideways > 0 ? [`${path} scrolls ${sideways} px sideways`] : []),
    ...shifts.map((shift) => `${path} shifts ${shift}`),
    ...(await violations(page, seenBefore)),
  ];
}

describe.each([
  ['a 320 px phone, light', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
  ['a wide screen, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const)('on %s', (_, look) => {
  test.each([
    ['public', PUBLIC],
    ['staff', STAFF],
  ] as const)('every %s page fits, stays still and has no violation', async (who, paths) => {
    const page = await openPage(browser, app, problems, {
      ...look,
      ...(who === 'staff' ? signedIn : {}),
    });
    const found: string[] = [];
    for (const [name, path] of Object.entries(paths))
      found.push(...(await faults(page, name, path(), look.colorScheme === 'dark')));
    await page.context().close();
    expect(found).toEqual([]);
    expect(problems.splice(0)).toEqual([]);
  });
});

const SPACED =
  'for (const e of document.querySelectorAll("body *")) if (!e.closest("svg")) Object.assign(e.style, { letterSpacing: ".12em", wordSpacing: ".16em", lineHeight: "1.5" })';
const DOUBLED = 'document.documentElement.style.fontSize = "200%"';

test.each([
  ['wider text spacing at 320 px', 320, SPACED],
  ['text of 200 % at 640 px', 640, DOUBLED],
])('%s pushes nothing off the page', async (_, width, change) => {
  const page = await openPage(browser, app, problems, { viewport: { width, height: 640 } });
  for (const path of [
    '/',
    '/tim-kiem?q=dat+dai',
    at('Cẩm nang hòa giải'),
    at('Cẩm nang hòa giải', '/trang/12'),
  ]) {
    await page.goto(path);
    await page.evaluate(change);
    expect([path, await sidewaysPixels(page)]).toEqual([path, 0]);
  }
  await page.context().close();
  expect(problems.splice(0)).toEqual([]);
});
