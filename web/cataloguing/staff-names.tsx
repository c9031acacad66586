import type { VNode } from 'preact';
import { NAME_KINDS, type CountedName, type NameKind } from '#server/cataloguing/name-list.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ListSearch } from '#web/frame/list-search.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { staffNamePath, staffNamesPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.nameLists;

export interface StaffNamesProps {
  readonly frame: PageFrame;
  readonly kind: NameKind;
  /** As typed. */
  readonly search: string;
  /** Only names written in more than one way. */
  readonly variants: boolean;
  /** Names beside those that only differ in how they are written. */
  readonly groups: readonly (readonly CountedName[])[];
  readonly next: string | null;
  readonly first: boolean;
  readonly notice: string | null;
  readonly mayMerge: boolean;
}

const Name = ({ kind, name }: { kind: NameKind; name: CountedName }): VNode => (
  <>
    <a href={staffNamePath(kind, name.value)}>{name.value}</a>{' '}
    <span class="meta">{t.items(vi.units.count(name.items))}</span>
  </>
);

const VariantChoice = ({
  kind,
  name,
  chosen,
}: {
  kind: NameKind;
  name: CountedName;
  chosen: boolean;
}): VNode => (
  <div class="picked">
    <input type="hidden" name="tu" value={name.value} />
    <label class="pick">
      <input type="radio" name="into" value={name.value} checked={chosen} />
      <span class="hidden">{t.keep(name.value)}</span>
    </label>
    <p>
      <Name kind={kind} name={name} />
    </p>
  </div>
);

/** The commonest way of writing is offered as the one that stays. */
const Variants = ({
  kind,
  group,
  mayMerge,
}: {
  kind: NameKind;
  group: readonly CountedName[];
  mayMerge: boolean;
}): VNode => {
  const commonest = group.toSorted((a, b) => b.items - a.items)[0]!;
  if (!mayMerge)
    return (
      <li class="task">
        <div>
          {group.map((name) => (
            <p key={name.value}>
              <Name kind={kind} name={name} />
            </p>
          ))}
        </div>
      </li>
    );
  return (
    <li class="task">
      <form class="stack" method="post" action={staffNamesPath(kind)}>
        <fieldset>
          <legend>{t.variants(group.length)}</legend>
          {group.map((name) => (
            <VariantChoice
              key={name.value}
              kind={kind}
              name={name}
              chosen={name.value === commonest.value}
            />
          ))}
        </fieldset>
        <p>
          <button class="button plain">
            {t.merge}
            <span class="hidden">{t.of(commonest.value)}</span>
          </button>
        </p>
      </form>
    </li>
  );
};

const KindLinks = ({ kind }: Pick<StaffNamesProps, 'kind'>): VNode => (
  <nav aria-label={t.lists}>
    <ul class="chips">
      {NAME_KINDS.map((other) => (
        <li key={other}>
          <a href={staffNamesPath(other)} aria-current={other === kind ? 'page' : undefined}>
            {t.titles[other]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const NameRows = ({
  kind,
  groups,
  mayMerge,
}: Pick<StaffNamesProps, 'kind' | 'groups' | 'mayMerge'>): VNode => (
  <ul class="rows">
    {groups.map((group) =>
      group.length > 1 ? (
        <Variants key={group[0]!.key} kind={kind} group={group} mayMerge={mayMerge} />
      ) : (
        <li class="task" key={group[0]!.key}>
          <p>
            <Name kind={kind} name={group[0]!} />
          </p>
        </li>
      ),
    )}
  </ul>
);

export const StaffNamesPage = ({
  frame,
  kind,
  search,
  variants,
  groups,
  next,
  first,
  notice,
  mayMerge,
}: StaffNamesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.titles[kind]}
    notice={notice}
    crumbs={[{ label: vi.lists.title, href: staffListsPath() }]}
  >
    <p>{t.lead}</p>
    <KindLinks kind={kind} />
    <ListSearch
      action={staffNamesPath(kind)}
      name="tim"
      label={t.search}
      value={search}
      button={t.find}
    />
    <p>
      {variants || search !== '' ? (
        <a href={staffNamesPath(kind)}>{t.all}</a>
      ) : (
        <a href={staffNamesPath(kind, { variants: true })}>{t.onlyVariants}</a>
      )}
    </p>
    {groups.length === 0 ? (
      <p>{variants ? t.noVariants : t.none}</p>
    ) : (
      <NameRows kind={kind} groups={groups} mayMerge={mayMerge} />
    )}
    <Pager
      next={next === null ? null : staffNamesPath(kind, { search, variants, after: next })}
      first={first ? null : staffNamesPath(kind, { search, variants })}
    />
  </StaffPage>
);
