import type { Router } from 'express';
import { auditStaff } from './audit/routes/staff.ts';
import { cataloguingStaff } from './cataloguing/routes/staff.ts';
import { correctionStaff } from './correction/routes/staff.ts';
import { deliveryStaff } from './delivery/routes/staff.ts';
import { deskStaff } from './desk/routes/staff.ts';
import { exchangeStaff } from './exchange/routes/staff.ts';
import { figuresStaff } from './figures/routes/staff.ts';
import { holdingsStaff } from './holdings/routes/staff.ts';
import type { AppDeps } from './http/app-deps.ts';
import { importsStaff } from './imports/routes/staff.ts';
import { lawsStaff } from './laws/routes/staff.ts';
import { sendingStaff } from './sending/routes/staff.ts';
import { peopleStaff } from './people/routes/staff.ts';
import { newsStaff } from './news/routes/staff.ts';
import { questionsStaff } from './questions/routes/staff.ts';
import { reportsStaff } from './reports/routes/staff.ts';
import { searchStaff } from './search/routes/staff.ts';
import { siteStaff } from './site/routes/staff.ts';
import { subscriptionsStaff } from './subscriptions/routes/staff.ts';
import { vocabularyStaff } from './vocabulary/routes/staff.ts';
import { weeklyStaff } from './weekly/routes/staff.tsx';
import { workflowStaff } from './workflow/routes/staff.ts';

/** The rooms of officials. */
const STAFF_ROOMS = [
  workflowStaff,
  figuresStaff,
  exchangeStaff,
  deliveryStaff,
  importsStaff,
  lawsStaff,
  // Before cataloguing: the key of its name lists would catch the addresses of the other lists.
  vocabularyStaff,
  searchStaff,
  siteStaff,
  holdingsStaff,
  correctionStaff,
  questionsStaff,
  subscriptionsStaff,
  newsStaff,
  deskStaff,
  weeklyStaff,
  reportsStaff,
  cataloguingStaff,
  sendingStaff,
  peopleStaff,
  auditStaff,
];

export const staffRooms = (deps: AppDeps): Router[] => STAFF_ROOMS.map((room) => room(deps));
