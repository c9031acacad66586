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
export const securityLogCheckPath = (): string => '/can-bo/nhat-ky-an-ninh/kiem-tra';
