import type { VNode } from 'preact';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Name } from '#web/text/reader-words.ts';

/** A name that officials may have given, said to be Vietnamese where the page is not. */
export const NameText = ({ name: { label, language } }: { name: Name }): VNode => {
  const text = useText();
  return label === '' || language === text.language ? (
    <>{label}</>
  ) : (
    <span {...foreign(text, language)}>{label}</span>
  );
};
