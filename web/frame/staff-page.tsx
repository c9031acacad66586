import type { ComponentChildren, VNode } from 'preact';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { FormErrors } from './form-field.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Frame, type Crumb, type PageFrame } from './frame.tsx';

interface StaffPageProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly errors?: FormErrors;
  readonly errorTitle?: string;
  readonly notice?: string | null;
  /** Stands beside the heading: the page's first button. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/**
 * What every plain page of the staff area begins with: heading, what was just done, what has to be
 * mended.
 */
export const StaffPage = ({
  frame,
  title,
  crumbs = [],
  errors = {},
  errorTitle = '',
  notice = null,
  aside,
  children,
}: StaffPageProps): VNode => {
  const wrong = Object.keys(errors).length;
  return (
    <Frame
      {...frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, title) : title}
      noindex
      staff
      crumbs={[{ label: vi.frame.work, href: staffPath() }, ...crumbs]}
    >
      <main class="wrap stack" id="noi-dung">
        <div class="head">
          <h1>{title}</h1>
          {aside}
        </div>
        {notice !== null && (
          <p class="notice good" role="status">
            {notice}
          </p>
        )}
        <ErrorSummary heading={errorTitle} errors={errors} />
        {children}
      </main>
    </Frame>
  );
};
