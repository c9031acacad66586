import { benchDelivery } from './exchange-delivery.ts';
import { benchForeignImport } from './exchange-import.ts';
import { benchHarvest } from './exchange-oai.ts';
import { benchOpds } from './exchange-opds.ts';
import type { Figure } from './figures.ts';

/** What other people's systems read from the shelf, part by part. */
export const benchExchange = async (): Promise<Figure[]> => [
  ...(await benchDelivery()),
  ...(await benchForeignImport()),
  ...(await benchHarvest()),
  ...(await benchOpds()),
];
