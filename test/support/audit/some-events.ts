import { seal } from '#server/audit/actions/keep-security-log.ts';
import type { Alert } from '#server/audit/alert.ts';
import { EVERY_ROW } from '#server/audit/actions/check-chain.ts';
import {
  securityEvent,
  type SecurityEvent,
  type SecurityRow,
  type ToldEvent,
} from '#server/audit/security-event.ts';
import type { Catalog } from '#server/ports.ts';
import { nextId, NOW } from '../builders.ts';

export const aSecurityEvent = (more: Partial<ToldEvent & { at: string }> = {}): SecurityEvent => {
  const { at = NOW, ...told } = more;
  return securityEvent(at, { kind: 'sign-in', address: '10.1.2.3', requestId: 'yc-1', ...told });
};

/** Adds rows to a chain as the log does. */
export const addEvents = (
  catalog: Catalog,
  ...events: readonly SecurityEvent[]
): Promise<SecurityRow[]> => catalog.addSecurityEvents(events, seal);

/** The whole log, oldest first. */
export const wholeLog = (catalog: Catalog): Promise<SecurityRow[]> =>
  catalog.listSecurityRows({ ...EVERY_ROW, limit: 100_000 });

export const anAlert = (more: Partial<Alert> = {}): Alert => ({
  cause: `disk-full-${nextId()}`,
  kind: 'disk-full',
  unitId: null,
  subject: 'Còn trống 3%',
  since: NOW,
  lastAt: NOW,
  quietMinutes: null,
  ...more,
});
