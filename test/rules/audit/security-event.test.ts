import { describe, expect, test } from '@jest/globals';
import { ALERT_KINDS } from '#server/audit/alert.ts';
import { settingsHash } from '#server/audit/actions/tell-start.ts';
import { contentOf, rowOf, SECURITY_KINDS, securityEvent } from '#server/audit/security-event.ts';

const AT = '2026-05-12T03:00:00.000Z';

describe('an event', () => {
  test('has bounds, whatever is told', () => {
    const long = '😀'.repeat(10_000);
    const event = securityEvent(AT, {
      kind: 'refused',
      actorName: long,
      targetId: long,
      address: long,
      requestId: long,
      details: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, long])),
    });
    expect(JSON.stringify(event).length).toBeLessThan(4_000);
    expect(Object.keys(event.details)).toHaveLength(12);
    expect(JSON.stringify(event).isWellFormed()).toBe(true);
  });

  test('is the same text however its parts were put together', () => {
    const told = { kind: 'sign-in', actorId: 'a', details: { b: '2', a: '1' } } as const;
    const [one, other] = [
      securityEvent(AT, told),
      securityEvent(AT, { details: { a: '1', b: '2' }, actorId: 'a', kind: 'sign-in' }),
    ];
    const content = contentOf({ ...one, sequence: 7 });
    expect(contentOf({ sequence: 7, ...other })).toBe(content);
    expect(rowOf(content, 'p', 'h')).toEqual({ ...one, sequence: 7, previous: 'p', hash: 'h' });
    expect(contentOf({ ...one, sequence: 8 })).not.toBe(content);
  });

  test('and alerts have words for people, each its own', () => {
    for (const labels of [SECURITY_KINDS, ALERT_KINDS]) {
      const words = Object.values(labels);
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect(word).toMatch(/^\p{Lu}[\p{L}\p{M} ,]+(?:API)?$/u);
    }
  });
});

test('settings are told apart by a hash that no secret goes into', () => {
  const settings = { SMTP_URL: 'smtp://a:b@c', PORT: 1, HARVEST_HOSTS: new Set(['b', 'a']) };
  const hash = settingsHash(settings);
  expect(settingsHash({ ...settings, SMTP_URL: 'smtp://x:y@z' })).toBe(hash);
  expect(settingsHash({ ...settings, HARVEST_HOSTS: new Set(['a', 'b']) })).toBe(hash);
  expect(settingsHash({ ...settings, SMTP_URL: '' })).not.toBe(hash);
  expect(settingsHash({ ...settings, PORT: 2 })).not.toBe(hash);
  expect(settingsHash({ ...settings, HARVEST_HOSTS: new Set(['a']) })).not.toBe(hash);
});
