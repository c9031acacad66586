import type { VNode } from 'preact';
import { LONGEST_REPORT } from '#server/correction/text-report.ts';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { described, ReaderField } from '#web/frame/reader-field.tsx';
import { textReportPath } from '#web/paths/correction.ts';
import { itemPath, pagePath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface ReportTextProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly slug: string; readonly title: string };
  readonly page: number;
  /** As addresses carry it. */
  readonly fileParam: string | null;
  /** Lines of the page; null where no machine read it. */
  readonly lines: readonly string[] | null;
  readonly values: { readonly line: string; readonly words: string; readonly wanted: string };
  readonly errors: FormErrors;
  /** The report was just taken. */
  readonly thanks: boolean;
}

const Field = ({
  value,
  ...words
}: {
  name: string;
  label: string;
  help: string;
  value: string;
  error: string | undefined;
}): VNode => (
  <ReaderField {...words}>
    <input {...described(words)} value={value} maxLength={LONGEST_REPORT} autocomplete="off" />
  </ReaderField>
);

const Form = (p: ReportTextProps & { lines: readonly string[] }): VNode => {
  const t = useText().textReport;
  const { values, errors } = p;
  return (
    <form
      class="card stack"
      method="post"
      action={textReportPath(p.item.id, p.page, { attachment: p.fileParam })}
    >
      <div class="field">
        <label for="dong">{t.line}</label>
        <select id="dong" name="dong">
          <option value="">{t.anyLine}</option>
          {p.lines.map((line, i) => (
            <option key={i} value={line} selected={line === values.line}>
              {line}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="chu"
        label={t.words}
        help={t.wordsHelp}
        value={values.words}
        error={errors['chu']}
      />
      <Field
        name="dung"
        label={t.wanted}
        help={t.wantedHelp}
        value={values.wanted}
        error={errors['dung']}
      />
      <p>
        <button class="button">{t.send}</button>
      </p>
    </form>
  );
};

/** One short form: no account, no script, nothing kept of who sends it. */
export const ReportTextPage = (p: ReportTextProps): VNode => {
  const { textReport: t, frame: words } = useText();
  const back = pagePath(p.item.id, p.page, { attachment: p.fileParam });
  const failed = Object.keys(p.errors).length > 0;
  const title = t.pageTitle(p.page, p.item.title);
  return (
    <Frame
      {...p.frame}
      title={p.thanks ? t.thanks : failed ? `${t.failed}: ${title}` : title}
      noindex
      crumbs={[
        { label: words.home, href: homePath() },
        { label: p.item.title, href: itemPath(p.item.id, p.item.slug) },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{p.thanks ? t.thanks : t.title}</h1>
          {p.thanks && (
            <p class="notice good" role="status">
              {t.thanksText}
            </p>
          )}
          <ErrorSummary heading={t.failed} errors={p.errors} />
          {!p.thanks &&
            (p.lines === null ? (
              <p class="notice">{t.closed}</p>
            ) : (
              <>
                <p>{t.lead(p.page)}</p>
                <Form {...p} lines={p.lines} />
              </>
            ))}
          <p>
            <a href={back}>{t.back}</a>
          </p>
        </div>
      </main>
    </Frame>
  );
};
