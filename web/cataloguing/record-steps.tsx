import type { ComponentChildren, VNode } from 'preact';
import { vi } from '#web/text/vi.ts';

const t = vi.edit;

/** The parts of a record's form, by the address of each. */
const RECORD_STEPS: readonly { readonly id: string; readonly heading: string }[] = [
  { id: 'buoc-1', heading: t.required },
  { id: 'buoc-2', heading: t.laws },
  { id: 'buoc-3', heading: t.more },
  { id: 'buoc-4', heading: t.approval },
];

/** Shows every part on a narrow screen, too. */
export const WHOLE_FORM = 'ca-trang';

/**
 * Where the parts are, for narrow screens alone: there a part is shown at a time, by the address's
 * fragment and without script. A field's own address shows the part it is in.
 */
export const StepList = (): VNode => (
  <nav class="record-steps" aria-label={t.steps}>
    <ol>
      {RECORD_STEPS.map(({ id, heading }) => (
        <li key={id}>
          <a href={`#${id}`}>{heading}</a>
        </li>
      ))}
    </ol>
    <p>
      <a href={`#${WHOLE_FORM}`}>{t.wholeForm}</a>
    </p>
  </nav>
);

/** One part; `n` counts from 1. */
export const RecordStep = ({
  n,
  children,
}: {
  n: 1 | 2 | 3 | 4;
  children: ComponentChildren;
}): VNode => {
  const [before, { id, heading }, after] = [
    RECORD_STEPS[n - 2],
    RECORD_STEPS[n - 1]!,
    RECORD_STEPS[n],
  ];
  return (
    <section class="record-step" id={id} aria-labelledby={`${id}-ten`}>
      <p class="meta step-part">{t.stepOf(n, RECORD_STEPS.length)}</p>
      <h2 id={`${id}-ten`}>{heading}</h2>
      {children}
      <p class="row step-part">
        {before && (
          <a class="button plain" href={`#${before.id}`}>
            {t.stepBack}
          </a>
        )}
        {after && (
          <a class="button plain" href={`#${after.id}`}>
            {t.stepOn(after.heading)}
          </a>
        )}
      </p>
    </section>
  );
};
