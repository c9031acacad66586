import { clientOfKey, keyOf } from '#server/exchange/api-client.ts';
import { bearerKey } from '#server/exchange/routes/api/request-limit.ts';
import { network } from '#server/http/guard/network.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8'],
  ['::1', ''],
])('%s is counted as %s', (address, counted) => {
  expect(network(address)).toBe(counted);
});

test.each([
  ['Bearer abc', 'abc'],
  ['bearer  abc ', 'abc'],
  ['Basic YTpi', null],
  ['Bearer', null],
  ['Bearer a b', null],
  [undefined, null],
])('an Authorization of %j carries %j', (authorization, key) => {
  expect(bearerKey({ headers: authorization === undefined ? {} : { authorization } })).toBe(key);
});

test('a key names its client, and nothing that is not as long is one', () => {
  const secret = `${'_-A9'.repeat(10)}abc`;
  expect(clientOfKey(keyOf('1m80c392p2bq9', secret))).toBe('1m80c392p2bq9');
  for (const wrong of [
    '',
    'tspl_',
    keyOf('a', 'short'),
    keyOf('A', secret),
    `${keyOf('a', secret)}x`,
  ])
    expect([wrong, clientOfKey(wrong)]).toEqual([wrong, null]);
});
