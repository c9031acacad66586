import { describe, expect, test } from '@jest/globals';
import type { Role } from '#server/people/account.ts';
import { checkedMail, lineOf, personName, usernameLike } from '#server/people/outside-identity.ts';
import { rightsByRules, type SignInRule } from '#server/people/sign-in-rule.ts';

const rule = (
  claim: string,
  value: string,
  roles: readonly Role[] = ['cataloguer'],
  unitId = 'so',
): SignInRule => ({ claim, value, unitId, roles });

describe('rules of signing in', () => {
  test.each<[string, SignInRule, Record<string, unknown>]>([
    ['a word', rule('unit', 'so-tu-phap'), { unit: 'so-tu-phap' }],
    ['a member of a list', rule('groups', 'b'), { groups: ['a', 'b'] }],
    ['a number', rule('level', '3'), { level: 3 }],
    ['yes or no', rule('staff', 'true'), { staff: true }],
    ['what is nested', rule('realm_access.roles', 'x'), { realm_access: { roles: ['x'] } }],
    ['a name with dots', rule('https://a.vn/roles', 'x'), { 'https://a.vn/roles': ['x'] }],
    ['both', rule('https://a.vn/c.roles', 'x'), { 'https://a.vn/c': { roles: 'x' } }],
  ])('look at %s', (_, one, claims) => {
    expect(rightsByRules([one], claims)).toEqual({ unitId: 'so', roles: ['cataloguer'] });
  });

  test.each<[string, SignInRule, Record<string, unknown>]>([
    ['nothing said', rule('groups', 'a'), {}],
    ['a part of a word', rule('groups', 'a'), { groups: 'abc' }],
    ['other letters', rule('groups', 'A'), { groups: ['a'] }],
    ['an object', rule('groups', '[object Object]'), { groups: {} }],
    ['null', rule('groups', 'null'), { groups: null }],
    ['numbers in a list', rule('groups', '1'), { groups: [1] }],
    ['what objects inherit', rule('constructor.name', 'Object'), {}],
    ['prototypes', rule('__proto__.groups', 'a'), JSON.parse('{"x":{"groups":"a"}}')],
    ['nesting without end', rule(Array(20).fill('a').join('.'), 'a'), { a: { a: { a: 'a' } } }],
  ])('are not fooled by %s', (_, one, claims) => {
    expect(rightsByRules([one], claims)).toBeNull();
  });

  test('the first that fits gives the unit, all of that unit give roles', () => {
    const claims = { groups: ['a', 'b', 'c'] };
    expect(
      rightsByRules(
        [
          rule('groups', 'x', ['admin']),
          rule('groups', 'a', ['cataloguer'], 'xa'),
          rule('groups', 'b', ['approver', 'cataloguer'], 'xa'),
          rule('groups', 'c', ['admin'], 'so'),
        ],
        claims,
      ),
    ).toEqual({ unitId: 'xa', roles: ['cataloguer', 'approver'] });
  });
});

describe('what a service says of a person', () => {
  test.each([
    [{ preferred_username: 'Nguyễn.Văn.Đức' }, 'nguyen.van.duc'],
    [{ email: 'to.phap-che@anson.gov.vn' }, 'to.phap-che'],
    [{ preferred_username: '.ab' }, 'can-bo-ab'],
    [{ preferred_username: '田中' }, 'can-bo'],
    [{ preferred_username: `${'dài '.repeat(50)}` }, 'dai-dai-dai-dai-dai-dai-dai-da'],
    [{ sub: 'A1B2C3' }, 'a1b2c3'],
  ])('gives a user name: %o', (claims, expected) => {
    expect(usernameLike(claims)).toBe(expected);
  });

  test('is one line of text, whatever was sent', () => {
    const name = 'A\u0000\u202eB\ud800\n  C\u2028D';
    expect(lineOf({ name }, 'name')).toBe('A B\ufffd C D');
    expect(lineOf({ name: 'x'.repeat(1_000_000) }, 'name')).toHaveLength(200);
    expect(lineOf({ name: ['x'] }, 'name')).toBe('');
    expect(personName({ sub: 's1', name: ' ' })).toBe('s1');
  });

  test('is an address of mail only where the service checked it', () => {
    expect(checkedMail({ email: 'a@b.vn', email_verified: true })).toBe('a@b.vn');
    expect(checkedMail({ email: 'a@b.vn', email_verified: 'true' })).toBe('');
    expect(checkedMail({ email: 'a b@b.vn', email_verified: true })).toBe('');
  });
});
