import type { VNode } from 'preact';
import { correctionActionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.correction;

export interface TextReportView {
  readonly id: string;
  readonly day: string;
  readonly seen: string;
  readonly words: string;
  readonly wanted: string;
  readonly page: number;
  /** The very line in the form of the page. */
  readonly href: string;
}

const Said = ({ label, text }: { label: string; text: string }): VNode | null =>
  text === '' ? null : (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );

/** What readers say is wrong; settled, it is gone from here. */
export const TextReports = ({
  itemId,
  reports,
}: {
  readonly itemId: string;
  readonly reports: readonly TextReportView[];
}): VNode | null =>
  reports.length === 0 ? null : (
    <section class="stack" aria-labelledby="bao-loi">
      <h2 id="bao-loi">{t.reports}</h2>
      <ul class="list">
        {reports.map((report) => (
          <li key={report.id} class="stack">
            <dl class="said">
              <Said label={t.report.seen} text={report.seen} />
              <Said label={t.report.words} text={report.words} />
              <Said label={t.report.wanted} text={report.wanted} />
            </dl>
            <p class="meta">
              {t.report.day(vi.units.date(report.day))} ·{' '}
              <a href={report.href}>{t.report.go(report.page)}</a>
            </p>
            <form class="row" method="post" action={correctionActionPath(itemId, 'bao-loi')}>
              <input type="hidden" name="bao" value={report.id} />
              <button class="button plain" name="xu-ly" value="nhan">
                {t.report.take}
              </button>
              <button class="button plain" name="xu-ly" value="bo">
                {t.report.refuse}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
