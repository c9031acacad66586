import type { LawState } from '#server/laws/law-record.ts';
import type { CitedStanding, StandingState } from '#server/laws/standing.ts';
import type { standingWords as vietnamese } from '../../vi/reader/standing.ts';

const STATES: Readonly<Record<StandingState, string>> = {
  het: 'No longer valid',
  luat_het: 'A law cited is no longer in force',
  mot_phan: 'Partly outdated',
  luat_doi: 'A law cited has changed',
  chua: 'Not yet valid',
  luat_chua: 'A law cited is not yet in force',
  chua_xac_dinh: 'Validity not determined',
  con: 'Still correct',
};

const TITLES: Readonly<Partial<Record<StandingState, string>>> = {
  het: 'This document no longer states the law in force',
  mot_phan: 'Part of this document no longer states the law in force',
  chua: 'This document does not state the law in force yet',
};

const ADVICE: Readonly<Partial<Record<StandingState, string>>> = {
  het: 'The old edition is kept for reference.',
  luat_het: 'Compare with the new document before relying on this item.',
  luat_doi: 'See which part of the document is still in force before relying on this item.',
  luat_chua: 'What follows from this document applies only from the day it comes into force.',
  mot_phan:
    'Some of the legal documents it cites have been amended or replaced. Compare with the new ones before relying on it.',
};

const HAPPENED: Readonly<Partial<Record<LawState, string>>> = {
  het: 'is no longer in force',
  khong_phu_hop: 'no longer fits',
  het_mot_phan: 'is partly no longer in force',
  ngung: 'is suspended',
  ngung_mot_phan: 'is partly suspended',
  chua: 'is not yet in force',
};

const standing: (typeof vietnamese)['standing'] = {
  state: (state) => STATES[state],
  band: { het: 'No longer valid', luat_het: 'Check the law' },
  title: (state) => TITLES[state] ?? STATES[state],
  advice: (state) => ADVICE[state] ?? '',
  asOf: (day) => `as of ${day}`,
  ended: (day) => (day === '' ? 'No longer valid.' : `No longer valid since ${day}.`),
  begins: (day) => `Valid from ${day}.`,
  lawBefore: ({ state }: CitedStanding, day) =>
    state === 'chua' || day === '' ? 'Document' : `Since ${day}, document`,
  lawAfter: ({ state }: CitedStanding, day) =>
    `${HAPPENED[state] ?? ''}${state === 'chua' && day !== '' ? `, in force from ${day}` : ''}`,
  lawText: 'See the document',
  replaced: ', replaced by ',
  revising: 'The bookshelf is revising this item.',
  settled: 'The bookshelf has looked at this item since: it is still correct.',
  settledTitle: 'Looked at after a document it cites changed',
  note: (words) => `Validity: ${words}`,
};

export const standingWords: typeof vietnamese = { standing };
