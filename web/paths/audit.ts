import { withQuery } from './with-query.ts';

/** What the security log is filtered by, as typed. */
export interface SecurityLogQuery {
  readonly kind: string;
  readonly person: string;
  readonly from: string;
  readonly until: string;
}

const fields = ({ kind, person, from, until }: SecurityLogQuery) => ({
  viec: kind,
  nguoi: person,
  tu: from,
  den: until,
});
export const NO_LOG_FILTER: SecurityLogQuery = { kind: '', person: '', from: '', until: '' };

/** Who did what, for those who have to answer; `after` is the number of the last row shown. */
export const securityLogPath = (
  query: SecurityLogQuery = NO_LOG_FILTER,
  after: number | null = null,
): string => withQuery('/can-bo/nhat-ky-an-ninh', { ...fields(query), sau: after });
export const securityLogFilePath = (form: 'csv' | 'ndjson', query: SecurityLogQuery): string =>
  withQuery(`/can-bo/nhat-ky-an-ninh.${form}`, fields(query));
/** What people's deeds are filtered by, as typed. */
export interface DeedsQuery extends SecurityLogQuery {
  readonly unit: string;
  readonly item: string;
}
const deedFields = ({ unit, item, ...log }: DeedsQuery) => ({
  ...fields(log),
  'don-vi': unit,
  'tai-lieu': item,
});
const NO_DEEDS_FILTER: DeedsQuery = { ...NO_LOG_FILTER, unit: '', item: '' };

/** What people did, to items and to the shelf; `after` is where the last page ended. */
export const deedsPath = (query: Partial<DeedsQuery> = {}, after: string | null = null): string =>
  withQuery('/can-bo/nhat-ky-cong-viec', {
    ...deedFields({ ...NO_DEEDS_FILTER, ...query }),
    sau: after,
  });
export const deedsFilePath = (query: DeedsQuery): string =>
  withQuery('/can-bo/nhat-ky-cong-viec.csv', deedFields(query));
export const securityLogCheckPath = (): string => '/can-bo/nhat-ky-an-ninh/kiem-tra';
