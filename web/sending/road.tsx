import type { ComponentChildren, VNode } from 'preact';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { sayPath, sendPath } from '#web/paths/sending.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.sending;

const PATHS = [sendPath, sayPath] as const;

/** Where on the road this is; the steps behind lead back. */
const Steps = ({ step, id }: { step: 1 | 2 | 3; id: string | null }): VNode => (
  <nav aria-label={t.road}>
    <ol class="road">
      {t.steps.map((name, i) => {
        const path = i + 1 < step && id !== null ? PATHS[i] : undefined;
        return (
          <li key={name} aria-current={i + 1 === step ? 'step' : undefined}>
            {path === undefined ? name : <a href={path(id!)}>{name}</a>}
          </li>
        );
      })}
    </ol>
  </nav>
);

interface RoadProps {
  readonly frame: PageFrame;
  readonly step: 1 | 2 | 3;
  /** The draft; null before there is one. */
  readonly id: string | null;
  readonly errors?: FormErrors;
  readonly notice?: string | null;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** What the three steps begin with. */
export const Road = ({
  frame,
  step,
  id,
  errors = {},
  notice = null,
  wide = false,
  children,
}: RoadProps): VNode => {
  const wrong = Object.keys(errors).length;
  const name = `${t.title}: ${t.steps[step - 1]}`;
  return (
    <Frame
      {...frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, name) : name}
      noindex
      staff
      island
      crumbs={[{ label: vi.frame.work, href: staffPath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class={wide ? 'stack' : 'stack narrow'}>
          <h1>
            {t.title} <span class="meta">{t.stepOf(step)}</span>
          </h1>
          <Steps step={step} id={id} />
          {notice !== null && (
            <p class="notice good" role="status">
              {notice}
            </p>
          )}
          <ErrorSummary heading={t.errorTitle} errors={errors} />
          {children}
        </div>
      </main>
    </Frame>
  );
};
