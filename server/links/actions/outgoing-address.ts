/**
 * Keeps the server from being sent to addresses only it can reach (server-side request forgery): an
 * item's link is somebody's text. What is public is listed by the IANA special-purpose registries
 * (RFC 6890).
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/**
 * Inside 2000::/3, the only global unicast: protocol assignments with Teredo, documentation, 6to4.
 * Mapped, loopback, fc00::/7 … lie outside it.
 */
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const notPublic4 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_4) notPublic4.addSubnet(net, prefix, 'ipv4');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const notPublic6 = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_6) notPublic6.addSubnet(net, prefix, 'ipv6');

/** Whether the whole internet means the same host by this IP address. */
export function isPublicAddress(ip: string): boolean {
  // A zone (`fe80::1%eth0`) only ever belongs to addresses of this very network.
  if (ip.includes('%')) return false;
  switch (isIP(ip)) {
    case 4:
      return !notPublic4.check(ip, 'ipv4');
    case 6:
      return global6.check(ip, 'ipv6') && !notPublic6.check(ip, 'ipv6');
    default:
      return false;
  }
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

const PORTS: readonly string[] = ['', '80', '443'];

/**
 * The address as a URL when its form is allowed, else null. `allowed` names hosts with ports
 * (`127.0.0.1:8080`) that pass all checks: for tests.
 */
export function outgoingUrl(address: string, allowed: ReadonlySet<string>): URL | null {
  // The URL parser turns `2130706433` and `0x7f.1` into dotted numbers, so that the check below
  // sees what a socket would.
  const url = URL.parse(address);
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  )
    return null;
  if (allowed.has(url.host)) return url;
  const host = bareHost(url);
  const local = host === '' || /(?:^|\.)localhost$/u.test(host.replace(/\.$/u, ''));
  if (local || !PORTS.includes(url.port)) return null;
  return isIP(host) !== 0 && !isPublicAddress(host) ? null : url;
}

/** The host without the brackets of IPv6. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/gu, '');

/**
 * The one IP address to connect to, or null when it is refused. A name that leads to a public and a
 * private address is refused whole: its owner chooses which of them a second look would give.
 * Passes on what `resolve` throws.
 */
export async function outgoingAddress(
  url: URL,
  resolve: Resolve,
  allowed: ReadonlySet<string>,
): Promise<ResolvedAddress | null> {
  const host = bareHost(url);
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  const fine =
    found.length > 0 && (allowed.has(url.host) || found.every((f) => isPublicAddress(f.address)));
  return fine ? found[0]! : null;
}

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/**
 * Connects to the very address that was checked: asking for the name again could give another (DNS
 * rebinding).
 */
export const pinned =
  ({ address, family }: ResolvedAddress): LookupFunction =>
  (_host, options, done) => {
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
