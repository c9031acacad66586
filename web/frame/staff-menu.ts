import { homePath } from '#web/paths/site.ts';
import { peoplePath, unitsPath } from '#web/paths/people.ts';
import { staffReportsPath } from '#web/paths/reports.ts';
import { staffFiguresPath } from '#web/paths/figures.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { sendPath } from '#web/paths/sending.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { staffUploadPath } from '#web/paths/cataloguing.ts';
import { vi, type Text } from '#web/text/vi.ts';

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
          ? ([vi.sending.title, sendPath()] as const)
          : ([t.upload, staffUploadPath()] as const),
      ]
    : []),
  [vi.staffMenu.lists, staffListsPath()],
  [vi.figures.title, staffFiguresPath()],
  [vi.reports.title, staffReportsPath()],
  ...(may.people ? [[vi.staffMenu.people, peoplePath()] as const] : []),
  ...(may.units ? [[vi.staffMenu.units, unitsPath()] as const] : []),
  [vi.staffMenu.publicPages, homePath()],
];
