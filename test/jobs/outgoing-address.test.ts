import { describe, expect, test } from '@jest/globals';
import {
  isPublicAddress,
  outgoingAddress,
  outgoingUrl,
  type Resolve,
} from '#server/links/actions/outgoing-address.ts';

const NONE = new Set<string>();
const names: Readonly<Record<string, readonly string[]>> = {
  'public.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'private.example': ['10.0.0.5'],
  'loop.example': ['127.0.0.1'],
  'loop6.example': ['::1'],
  'both.example': ['93.184.215.14', '192.168.1.1'],
  'mapped.example': ['::ffff:169.254.169.254'],
  'metadata.example': ['169.254.169.254'],
  'none.example': [],
};
const resolve: Resolve = async (host) =>
  names[host]!.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const target = async (address: string, allowed = NONE) => {
  const url = outgoingUrl(address, allowed);
  return url === null ? null : ((await outgoingAddress(url, resolve, allowed))?.address ?? null);
};

describe('the address guard', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
    '169.254.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '0.0.0.0',
    '0.1.2.3',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fc00::1',
    'fdff::1',
    'fe80::1',
    'febf::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '',
    'localhost',
    '1.2.3',
    '127.1',
  ])('knows that %s is not public', (ip) => expect(isPublicAddress(ip)).toBe(false));

  test.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2405:4800::1',
  ])('knows that %s is public', (ip) => expect(isPublicAddress(ip)).toBe(true));

  test.each([
    'http://127.0.0.1/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://0/',
    'http://[::1]/',
    'http://[fc00::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://private.example/',
    'http://loop.example/',
    'http://loop6.example/',
    'http://both.example/',
    'http://mapped.example/',
    'https://metadata.example/',
    'http://none.example/',
    'http://public.example:8080/',
    'https://public.example:22/',
    'http://user@public.example/',
    'http://user:secret@public.example/',
    'ftp://public.example/',
    'file:///etc/passwd',
    'gopher://public.example/',
    'javascript:alert(1)',
    'http://',
    'không phải địa chỉ',
  ])('refuses %s', async (address) => expect(await target(address)).toBeNull());

  test.each([
    ['http://public.example/a', '93.184.215.14'],
    ['https://public.example/', '93.184.215.14'],
    ['http://public.example:443/', '93.184.215.14'],
    ['https://public.example:80/', '93.184.215.14'],
    ['https://1.1.1.1/', '1.1.1.1'],
    ['http://[2606:4700::1111]/', '2606:4700::1111'],
  ])('lets %s through, to %s', async (address, ip) => expect(await target(address)).toBe(ip));

  test('lets a host that was allowed through with that port only', async () => {
    const allowed = new Set(['127.0.0.1:8080']);
    expect([
      await target('http://127.0.0.1:8080/', allowed),
      await target('http://127.0.0.1/', allowed),
      await target('http://127.0.0.1:8081/', allowed),
    ]).toEqual(['127.0.0.1', null, null]);
  });
});
