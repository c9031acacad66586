import type { RequestHandler } from 'express';

/** Programs take heads of 16 KB, all lines together; a letter outside ASCII may take nine of it. */
const LONGEST = 1_500;

const withRoom = (address: string): string => {
  if (address.length <= LONGEST || !address.startsWith('/')) return address;
  const [path = ''] = address.split('?');
  return path.length <= LONGEST ? path : '/';
};

/**
 * Leads on to the path alone where an address of the shelf with its parameters, which come from
 * fields of forms, is longer than the head of an answer may be.
 */
export const shortLocations: RequestHandler = (_req, res, next) => {
  const location = res.location.bind(res);
  res.location = (address) => location(withRoom(address));
  next();
};
