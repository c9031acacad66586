import { describe, expect, test } from '@jest/globals';
import { contrast, isDark, readColour } from '#server/exchange/embed/colours.ts';
import {
  EMBED_COLOURS,
  embedQuery,
  embedSize,
  readEmbedAddress,
} from '#server/exchange/embed/embed-address.ts';
import { oEmbedJson, oEmbedXml } from '#server/exchange/embed/oembed.ts';
import { frameAncestors, portalOrigin } from '#server/exchange/embed/portal.ts';
import { withQuery } from '#web/paths/with-query.ts';
import { readXml } from '../../support/exchange/read-xml.ts';

describe('the origin of a portal', () => {
  test.each([
    ['https://xa-muong-khe.anson.gov.vn', 'https://xa-muong-khe.anson.gov.vn'],
    ['  https://Anson.GOV.vn/ ', 'https://anson.gov.vn'],
    ['https://anson.gov.vn:8443', 'https://anson.gov.vn:8443'],
    ['https://anson.gov.vn:443', 'https://anson.gov.vn'],
    ['https://*.anson.gov.vn', 'https://*.anson.gov.vn'],
    ['https://*.anson.vn', 'https://*.anson.vn'],
    ['https://xãmườngkhe.vn', 'https://xn--xmngkhe-vxa9a8q.vn'],
  ])('%s is kept as %s', (typed, origin) => {
    const kept = portalOrigin(typed);
    expect(kept?.startsWith('https://xn--') ?? false).toBe(origin.startsWith('https://xn--'));
    if (!origin.startsWith('https://xn--')) expect(kept).toBe(origin);
  });

  test.each([
    '*',
    'https://*',
    'https://*.*',
    'https://*.vn',
    'https://*.gov.vn',
    'https://*.com.vn',
    'https://*.co.uk',
    'https://a.*.gov.vn',
    'https://xa*.anson.gov.vn',
    'http://anson.gov.vn',
    'anson.gov.vn',
    'https://localhost',
    'https://10.0.0.1',
    'https://[::1]',
    'https://anson.gov.vn/tin',
    'https://anson.gov.vn?a=1',
    'https://anson.gov.vn#a',
    'https://ten@anson.gov.vn',
    'https://ten:mk@anson.gov.vn',
    "https://anson.gov.vn 'unsafe-inline'",
    'https://anson.gov.vn; script-src *',
    'https://a.vn, https://b.vn',
    'https://-a.vn',
    'https://a..vn',
    'https://a.vn.',
    `https://${'a.'.repeat(200)}vn`,
    'data:text/html,a',
    '',
    'https://',
    'https://a\u0000.vn',
  ])('%s is refused', (typed) => {
    expect(portalOrigin(typed)).toBeNull();
  });

  test('stands in the policy beside the shelf itself', () => {
    expect(frameAncestors([])).toBe("'self'");
    expect(frameAncestors([{ name: 'Xã', origin: 'https://*.anson.gov.vn' }])).toBe(
      "'self' https://*.anson.gov.vn",
    );
  });
});

describe('colours', () => {
  test('are six hexadecimal digits and nothing else', () => {
    expect(['#1A2d5A', '1a2d5a', '', 'red', '#fff', '1a2d5a;}', '１a2d5a'].map(readColour)).toEqual(
      ['1a2d5a', '1a2d5a', null, null, null, null, null],
    );
  });

  test('have the contrast that WCAG reckons', () => {
    expect(contrast('000000', 'ffffff')).toBe(21);
    expect(contrast('777777', 'ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('767676', 'ffffff')).toBeCloseTo(4.54, 2);
    expect([isDark('12161f'), isDark('f4ead2')]).toEqual([true, false]);
  });
});

describe('the address of a widget', () => {
  test('says what is unusual and is read back as it was', () => {
    const asked = {
      kind: 'chu-de',
      subject: '11.dat-o',
      item: '',
      count: 3,
      fontSize: 18,
      colours: { background: '12161f', text: 'eae8e2', accent: 'a9c5ff' },
    } as const;
    const address = withQuery('/nhung', embedQuery(asked));
    const query = Object.fromEntries(new URL(address, 'https://a.vn').searchParams);
    expect(readEmbedAddress(query)).toEqual(asked);
    expect(embedSize(asked).height).toBeGreaterThan(200);
    expect(withQuery('/nhung', embedQuery(readEmbedAddress({}) as never))).toBe('/nhung?loai=moi');
  });

  test.each([
    [{ loai: 'khac' }, 'kind'],
    [{ loai: ['moi', 'tim'] }, 'kind'],
    [{ loai: 'chu-de' }, 'subject'],
    [{ loai: 'chu-de', 'chu-de': '<b>' }, 'subject'],
    [{ loai: 'tai-lieu', ma: '../x' }, 'item'],
    [{ so: '0' }, 'count'],
    [{ so: '21' }, 'count'],
    [{ so: '5.5' }, 'count'],
    [{ so: '-1' }, 'count'],
    [{ so: ['1', '2'] }, 'count'],
    [{ co: '13' }, 'fontSize'],
    [{ co: '16px' }, 'fontSize'],
    [{ nen: 'white' }, 'background'],
    [{ chu: '000000}*{' }, 'text'],
    [{ mau: 'ggg' }, 'accent'],
    [{ chu: '777777' }, 'contrast'],
    [{ mau: 'ffff00' }, 'contrast'],
    [{ nen: '000000' }, 'contrast'],
  ])('%j is refused for its %s', (query, fault) => {
    expect(readEmbedAddress(query)).toEqual({ fault });
  });

  test('has the usual where nothing is said, and takes no notice of other parameters', () => {
    expect(readEmbedAddress({ utm_source: 'cong', constructor: 'x' })).toMatchObject({
      kind: 'moi',
      count: 5,
      colours: EMBED_COLOURS,
    });
  });
});

describe('oEmbed', () => {
  const embed = {
    title: 'A <&"]]></script>\u0000\ud800 B',
    author: '',
    provider: 'Tủ sách',
    shelf: 'https://a.vn/',
    frame: 'https://a.vn/nhung?loai=tai-lieu&ma=1',
    width: 300,
    height: 200,
    thumbnail: null,
  };

  test('says the same in JSON and XML, whatever stands in the title', () => {
    const json = JSON.parse(oEmbedJson(embed)) as Record<string, unknown>;
    const { children } = readXml(oEmbedXml(embed));
    const xml = Object.fromEntries(children.map(({ name, text }) => [name, text]));
    expect(xml).toEqual(
      Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)])),
    );
    expect(json).toMatchObject({ type: 'rich', version: '1.0', title: 'A <&"]]></script> B' });
    expect(json['html']).toContain('title="A &lt;&amp;&quot;]]&gt;&lt;/script&gt; B"');
    expect(json).not.toHaveProperty('author_name');
  });
});
