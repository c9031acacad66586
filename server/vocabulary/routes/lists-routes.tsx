import type { Router } from 'express';
import { authorise, can } from '#server/workflow/access.ts';
import { StaffListsPage } from '#web/vocabulary/staff-lists.tsx';
import { NAME_KINDS } from '#server/cataloguing/name-list.ts';
import { librariesPath } from '#web/paths/holdings.ts';
import {
  staffBannersPath,
  staffCollectionsPath,
  staffFixedPagesPath,
  shelfSettingsPath,
} from '#web/paths/site.ts';
import { deliveriesPath } from '#web/paths/delivery.ts';
import { staffClientsPath, staffPortalsPath } from '#web/paths/exchange.ts';
import { staffImportsPath } from '#web/paths/imports.ts';
import { staffLawsPath } from '#web/paths/laws.ts';
import { signInRulesPath } from '#web/paths/people.ts';
import { staffWeeklyPath } from '#web/paths/weekly.ts';
import { staffProceduresPath } from '#web/paths/desk.ts';
import { staffNewsPath } from '#web/paths/news.ts';
import { holidaysPath, templatesPath } from '#web/paths/questions.ts';
import { staffSubscriptionsPath } from '#web/paths/subscriptions.ts';
import { staffWordsPath } from '#web/paths/search-words.ts';
import { staffNamesPath } from '#web/paths/cataloguing.ts';
import { staffSubjectsPath, staffTermsPath, TERM_LIST_NAMES } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';
import type { Actor } from '#server/people/account.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { createRoutes } from '#server/http/routes.ts';

/** Words that people search and what questions are answered with. */
const FOR_QUESTIONS = [
  { name: vi.words.title, href: staffWordsPath(), note: vi.words.note },
  {
    name: vi.questions.lists.templates,
    href: templatesPath(),
    note: vi.questions.lists.templatesNote,
  },
  {
    name: vi.questions.lists.holidays,
    href: holidaysPath(),
    note: vi.questions.lists.holidaysNote,
  },
];

/** What only some officials keep. */
function forFew(actor: Actor) {
  const subscribers = can(actor, 'edit-lists', 'shelf')
    ? [
        {
          name: vi.subscriptions.title,
          href: staffSubscriptionsPath(),
          note: vi.subscriptions.note,
        },
      ]
    : [];
  const delivered = can(actor, 'view-deliveries', 'shelf')
    ? [{ name: vi.deliveries.targets.title, href: deliveriesPath(), note: vi.lists.deliveries }]
    : [];
  const settings = can(actor, 'manage-shelf', 'shelf')
    ? [{ name: vi.shelfSettings.title, href: shelfSettingsPath(), note: vi.lists.shelfSettings }]
    : [];
  const access = can(actor, 'manage-access', 'shelf')
    ? [
        { name: vi.portals.title, href: staffPortalsPath(), note: vi.lists.portals },
        { name: vi.clients.title, href: staffClientsPath(), note: vi.lists.clients },
        { name: vi.signInRules.title, href: signInRulesPath(), note: vi.lists.signInRules },
      ]
    : [];
  return [...subscribers, ...delivered, ...settings, ...access];
}

/** The one page that leads to every list officials keep: only those this person may open. */
export function listRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const t = vi.lists;

  get('/can-bo/danh-muc', async (req, res) => {
    const actor = theActor(res);
    authorise(actor, 'view', 'shelf');
    const lists = [
      { name: vi.laws.title, href: staffLawsPath(), note: t.laws },
      ...NAME_KINDS.map((kind) => ({
        name: vi.nameLists.titles[kind],
        href: staffNamesPath(kind),
        note: vi.nameLists.notes[kind],
      })),
      { name: vi.subjectForm.title, href: staffSubjectsPath(), note: t.subjects },
      ...TERM_LIST_NAMES.map((list) => ({
        name: vi.termForms[list].title,
        href: staffTermsPath(list),
        note: t[list],
      })),
      ...FOR_QUESTIONS,
      { name: vi.collectionForm.title, href: staffCollectionsPath(), note: t.collections },
      { name: vi.pageForm.title, href: staffFixedPagesPath(), note: t.pages },
      { name: vi.deskForm.title, href: staffProceduresPath(), note: vi.deskForm.note },
      { name: vi.weeklyForm.title, href: staffWeeklyPath(), note: vi.weeklyForm.note },
      { name: vi.newsForm.title, href: staffNewsPath(), note: vi.newsForm.note },
      { name: vi.bannerForm.title, href: staffBannersPath(), note: t.banners },
      ...(can(actor, 'view-holdings', 'shelf')
        ? [{ name: vi.libraries.title, href: librariesPath(), note: t.libraries }]
        : []),
      ...(can(actor, 'import', 'shelf')
        ? [{ name: vi.imports.title, href: staffImportsPath(), note: t.imports }]
        : []),
    ];
    await sendPage(
      deps,
      req,
      res,
      <StaffListsPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        lists={[...lists, ...forFew(actor)]}
      />,
    );
  });

  return router;
}
