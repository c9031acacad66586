import type { VNode } from 'preact';
import { vi } from '#web/text/vi.ts';

const t = vi.authorityForm;

/** Somebody else saved meanwhile; what was typed stands below. */
export const AuthorityConflict = ({ href }: { href: string }): VNode => (
  <div class="notice bad stack" role="alert">
    <h2>{t.conflictTitle}</h2>
    <p>
      {t.conflictText}{' '}
      <a href={href} target="_blank" rel="noopener">
        {t.openNew}
      </a>
    </p>
  </div>
);

/** Who changed it last, and when; nothing for what the program itself brought. */
export const ChangedLine = ({ by, at }: { by: string; at: string }): VNode | null =>
  at === '' ? null : <p class="meta">{t.changed(by, vi.units.moment(at))}</p>;

export const SHOW_OPTIONS = [
  { value: '', label: t.onShow },
  { value: '1', label: t.offShow },
];
