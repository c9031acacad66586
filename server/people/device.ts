/** What a browser's name for itself contains → what people call it; the first that fits. */
const BROWSERS = [
  ['coc_coc', 'Cốc Cốc'],
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

const LONGEST_LOOKED_AT = 500;

/** Browser and system of a `User-Agent`: `Chrome · Android`; empty when neither is known. */
export function deviceOf(userAgent: string): string {
  const said = userAgent.slice(0, LONGEST_LOOKED_AT);
  return [BROWSERS, SYSTEMS]
    .map((known) => known.find(([part]) => said.includes(part))?.[1])
    .filter((name) => name !== undefined)
    .join(' · ');
}
