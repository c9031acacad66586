import { PageCache } from '#server/http/page-cache.ts';

describe('a flooded cache', () => {
  const page = { revision: 1, etag: 'W/"x"', headers: { Link: '<…>'.repeat(50) } };

  it('counts the addresses among its bytes', () => {
    const cache = new PageCache(100_000);
    cache.add('a'.repeat(900), page, 'br', Buffer.alloc(10));
    expect(cache.bytes).toBeGreaterThan(2 * 900);
  });

  it('never holds more than it may, however small its pages are', () => {
    const cache = new PageCache(100_000);
    for (let n = 0; n < 10_000; n += 1) cache.add(`/${n}`, page, 'br', Buffer.alloc(1));
    expect(cache.bytes).toBeLessThanOrEqual(100_000);
    expect(cache.find('/9999', 1)).not.toBeNull();
    expect(cache.find('/1', 1)).toBeNull();
  });

  it('holds the bytes of a page and not the block they were written in', () => {
    const cache = new PageCache(100_000);
    const written = Buffer.alloc(16_384).subarray(100, 1_100);
    cache.add('/a', page, 'br', written.fill('x'));
    cache.add('/a', page, 'identity', Buffer.from('x'.repeat(1_000)));
    const bodies = [...cache.find('/a', 1)!.bodies.values()];
    expect(bodies.map((body) => [body.toString(), body.buffer.byteLength])).toEqual(
      bodies.map(() => ['x'.repeat(1_000), 1_000]),
    );
  });

  it('gives all bytes back with its last page', () => {
    const cache = new PageCache(100_000);
    cache.add('/a', page, 'br', Buffer.alloc(500));
    cache.add('/a', page, 'gzip', Buffer.alloc(700));
    expect(cache.find('/a', 2)).toBeNull();
    expect(cache.bytes).toBe(0);
  });
});
