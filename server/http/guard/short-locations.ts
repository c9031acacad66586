import type { RequestHandler } from 'express';
import { LONGEST_LOCATION } from '../own-address.ts';

const withRoom = (address: string): string => {
  if (address.length <= LONGEST_LOCATION || !address.startsWith('/')) return address;
  const [path = ''] = address.split('?');
  return path.length <= LONGEST_LOCATION ? path : '/';
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
