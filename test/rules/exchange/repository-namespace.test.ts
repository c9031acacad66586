import { describe, expect, test } from '@jest/globals';
import { readConfig } from '#server/config.ts';
import {
  isNamespace,
  itemOfIdentifier,
  namespaceOf,
  oaiIdentifier,
} from '#server/exchange/oai/repository-namespace.ts';

describe('the namespace of a repository', () => {
  test.each(['tusach.gov.vn', 'a.b', 'x-1.y-2.z'])('may be %s', (name) => {
    expect(isNamespace(name)).toBe(true);
  });

  test.each([
    'localhost',
    '127.0.0.1',
    '1a.vn',
    'a.1b',
    'a..b',
    '.a.b',
    'a.b.',
    'tủ.vn',
    'a b.c',
    '',
  ])('is not %j', (name) => {
    expect(isNamespace(name)).toBe(false);
  });

  test.each([
    ['https://tusach.anson.gov.vn:8443/x', 'tusach.anson.gov.vn'],
    ['http://localhost:3000', null],
    ['http://127.0.0.1:3000', null],
    ['http://[::1]:3000', null],
    ['https://1.anson.gov.vn', null],
    ['', null],
  ])('of %j is %j', (address, namespace) => {
    expect(namespaceOf(address)).toBe(namespace);
  });

  test('as a setting has two labels, or is refused at the start', () => {
    expect(readConfig({ REPOSITORY_ID: 'tusach.gov.vn' }).REPOSITORY_ID).toBe('tusach.gov.vn');
    expect(() => readConfig({ REPOSITORY_ID: 'localhost' })).toThrow();
  });

  test('leads from an identifier to the item, of this repository only', () => {
    expect(itemOfIdentifier('a.b', oaiIdentifier('a.b', '1krd'))).toBe('1krd');
    expect(itemOfIdentifier('a.b', 'oai:a.c:1krd')).toBeNull();
  });
});
