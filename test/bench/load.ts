/**
 * A load generator in a process of its own: CONNECTIONS keep-alive sockets ask for PATHS in turn
 * for SECONDS; prints JSON.
 */
import { connect } from 'node:net';

const [port, connections, seconds, ...paths] = process.argv.slice(2);
const times: number[] = [];
let failed = 0;
const until = performance.now() + Number(seconds) * 1000;

function client(offset: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let next = offset;
    let begun = 0;
    let expected = -1;
    let received = 0;
    let head = '';
    const ask = (): void => {
      if (performance.now() >= until) {
        socket.destroy();
        resolve();
        return;
      }
      begun = performance.now();
      expected = -1;
      received = 0;
      head = '';
      socket.write(
        `GET ${paths[next++ % paths.length]!} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: br\r\n\r\n`,
      );
    };
    socket.on('connect', ask);
    socket.on('error', () => {
      failed++;
      resolve();
    });
    socket.on('data', (chunk) => {
      if (expected < 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith('HTTP/1.1 200')) failed++;
        expected = Number(/content-length: (\d+)/iu.exec(head)?.[1] ?? 0);
        received = head.length - end - 4;
      } else received += chunk.length;
      if (received < expected) return;
      times.push(performance.now() - begun);
      ask();
    });
  });
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, (_, i) => client(i)));
const sorted = times.toSorted((a, b) => a - b);
console.log(
  JSON.stringify({
    rate: times.length / ((performance.now() - started) / 1000),
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    failed,
  }),
);
