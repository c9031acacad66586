import { homePath } from '#web/paths/site.ts';
import { peoplePath, unitsPath } from '#web/paths/people.ts';
import { staffReportsPath } from '#web/paths/reports.ts';
import { staffFiguresPath } from '#web/paths/figures.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { sendPath } from '#web/paths/sending.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { staffUploadPath } from '#web/paths/cataloguing.ts';
import { staffMenu as words } from '#web/text/vi/staff/menu.ts';
import type { Text } from '#web/text/reader-words.ts';

/** What the menu of the staff's pages leads to. */
export interface StaffMenuRights {
  readonly upload: boolean;
  /** Documents are sent by the road of three steps, not uploaded many at a time. */
  readonly onlySends: boolean;
  readonly people: boolean;
  readonly units: boolean;
  /** Stands beside the notices: the menu has one line. */
  readonly securityLog: boolean;
}

/** Entries of the menu on the staff's pages: none that would be refused. */
export const staffMenu = (
  t: Text['frame'],
  may: StaffMenuRights,
): readonly (readonly [string, string])[] => [
  [t.work, staffPath()],
  ...(may.upload
    ? [
        may.onlySends
          ? ([words.send, sendPath()] as const)
          : ([t.upload, staffUploadPath()] as const),
      ]
    : []),
  [words.lists, staffListsPath()],
  [words.figures, staffFiguresPath()],
  [words.reports, staffReportsPath()],
  ...(may.people ? [[words.people, peoplePath()] as const] : []),
  ...(may.units ? [[words.units, unitsPath()] as const] : []),
  [words.publicPages, homePath()],
];
