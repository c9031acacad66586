import { describe, expect, test } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import type { PageFrame } from '#web/frame/frame.tsx';
import { AboutPage } from '#web/site/about.tsx';
import { ErrorPage } from '#web/frame/error.tsx';
import { HomePage } from '#web/site/home.tsx';
import { ReadPage, type ReadPageProps } from '#web/reading/read-page.tsx';
import { SearchPage, type SearchProps } from '#web/search/search.tsx';
import { SignInPage } from '#web/people/sign-in.tsx';
import type { ItemCard } from '#web/items/cover.tsx';
import { vi } from '#web/text/vi.ts';

const frame: PageFrame = {
  shelf: {
    name: 'Tủ sách pháp luật điện tử',
    unitName: '',
    province: '',
    address: '',
    phone: '',
    email: '',
    responsible: '',
  },
  assets: {
    style: '/assets/style.css',
    printStyle: '/assets/print.css',
    staffStyle: '/assets/staff.css',
    mount: '/assets/mount.js',
    embedStyle: '/assets/embed.css',
  },
  path: '/',
  actor: null,
};
const card: ItemCard = {
  id: '01jtest000001',
  slug: '',
  language: 'vi',
  title: 'Hỏi đáp <Luật Đất đai>',
  genre: 'hoi-dap',
  compilers: [],
  issued: null,
  standing: { state: 'het', day: '2026-11-21', since: null, reason: '', laws: [] },
  publishedAt: null,
  isMedia: false,
  subject: null,
  cover: null,
};
const searching: SearchProps = {
  frame,
  query: {
    text: 'dat dai',
    filters: {
      subjects: ['11'],
      genres: [],
      audiences: [],
      years: [],
      validity: [],
      languages: [],
      units: [],
      formats: [],
    },
    sort: 'relevance',
    exact: false,
    after: null,
  },
  total: 1432,
  totalPassages: 9000,
  hits: [
    {
      card,
      passages: [
        {
          locator: { kind: 'page', page: 14 },
          attachment: null,
          provision: 'khoản 3 Điều 12',
          printed: null,
          runs: [
            { text: 'Luật ', mark: false },
            { text: 'Đất đai', mark: true },
          ],
        },
      ],
      more: 28,
      alsoIn: [],
    },
  ],
  facets: [{ name: 'subjects', values: [{ value: '11', label: 'Đất đai', count: 186 }] }],
  next: 'abc',
  bothWays: true,
  cut: false,
  partial: false,
  reading: { text: 'hòa giải', change: 'none', added: [] },
  unquoted: false,
  weak: false,
  meant: [],
  answer: null,
};
const reading: ReadPageProps = {
  frame,
  item: { id: '01jtest000001', slug: '', title: 'Cẩm nang', standing: card.standing },
  language: 'vi',
  attachment: {
    id: 'a1',
    fileParam: null,
    status: { state: 'ready' },
    layer: 'born-digital',
    wrapping: null,
    beingRead: false,
  },
  mode: 'page',
  texts: [
    {
      page: 12,
      printed: null,
      edges: { head: [], foot: [] },
      paragraphs: [{ id: 'dieu-4', runs: [{ text: 'ranh giới', mark: true }] }],
      byMachine: false,
      rereadAt: null,
    },
  ],
  total: 96,
  picture: { attachment: 'a1', page: 12, width: 1280, height: 1643 },
  layer: {
    width: 1240,
    height: 1754,
    lines: [{ text: 'ranh giới', box: [150, 120, 110, 26] }],
    marks: [[150, 120, 110, 26]],
  },
  nextPicture: { attachment: 'a1', page: 13 },
  pdfBytes: 1_000,
  citation: {
    text: 'Cẩm nang, tr. 12.',
    place: { page: 12 },
    attachment: null,
    provisions: [{ id: 'dieu-4', name: 'Điều 4' }],
    path: '/tai-lieu/01jtest000001/trang/12?tep=a1',
  },
  wordsPage: null,
  q: 'ranh giới',
  outline: [],
  current: null,
  original: true,
  rateable: true,
};
const pages = {
  home: (
    <HomePage
      frame={frame}
      total={1}
      subjects={[{ value: '11', count: 1 }]}
      genres={[]}
      audiences={[]}
      featured={null}
      collections={[]}
      banners={[]}
      news={null}
      newest={[card]}
    />
  ),
  search: <SearchPage {...searching} />,
  'read page': <ReadPage {...reading} />,
  about: <AboutPage others={[]} frame={frame} total={0} />,
  error: (
    <ErrorPage
      frame={frame}
      status={404}
      code="page-not-found"
      successor={null}
      reason={null}
      itemTitle={null}
      reference={null}
      at={null}
      retryAfter={null}
    />
  ),
  'sign in': (
    <SignInPage frame={frame} values={{}} service={null} errors={{ '': 'Sai.' }} next={null} />
  ),
};

describe('every page', () => {
  test.each(Object.entries(pages))(
    '%s is one document with one h1, landmarks and nothing inline',
    (_, page) => {
      const html = renderToString(page);
      expect(html).toMatch(/^<html lang="vi">/u);
      expect(html.match(/<h1[ >]/gu)).toHaveLength(1);
      for (const landmark of ['<header', '<main', '<footer', 'href="#noi-dung"', 'id="noi-dung"'])
        expect(html).toContain(landmark);
      expect(html).not.toMatch(
        / style="|<style|<script(?! type="module" src=)| on[a-z]+="|undefined|null|\[object/u,
      );
    },
  );
});

describe('search', () => {
  const html = renderToString(<SearchPage {...searching} />);
  test('a passage opens its page with the words of the query', () =>
    expect(html).toContain('href="/tai-lieu/01jtest000001/trang/14?q=dat+dai#danh-dau"'));
  test('a chosen filter is taken away by its own link', () =>
    expect(html).toContain('href="/tim-kiem?q=dat+dai" rel="nofollow"'));
  test('counts are grouped, the rest is counted, titles are escaped', () => {
    expect(html).toContain('1.432 tài liệu');
    expect(html).toContain('Còn 28');
    expect(html).toContain('Hỏi đáp &lt;Luật Đất đai>');
  });
  test('unknown facts leave no separator behind', () =>
    expect(html).toContain(
      '<p class="meta">Hỏi đáp <span class="badge bad">Hết hiệu lực</span></p>',
    ));
});

describe('numbers as readers write them', () => {
  test.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [86_000, '86 KB'],
    [4_800_000, '4,8 MB'],
    [12_100_000, '12,1 MB'],
  ])('%d bytes', (n, text) => expect(vi.units.bytes(n)).toBe(text));
  test.each([
    [40, '40 giây'],
    [100, '1 phút 40 giây'],
    [120, '2 phút'],
    [3120, '52 phút'],
    [3600, '1 giờ'],
    [3900, '1 giờ 5 phút'],
  ])('%d seconds', (n, text) => expect(vi.units.duration(n)).toBe(text));
  test('clock, counts and Vietnamese time', () => {
    expect(vi.units.clock(135)).toBe('2:15');
    expect(vi.units.clock(3735.5)).toBe('1:02:15');
    expect(vi.units.count(1_284_516)).toBe('1.284.516');
    expect(vi.units.moment('2026-11-20T17:30:00Z')).toBe('00:30 ngày 21/11/2026');
  });
});
