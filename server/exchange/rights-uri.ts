import type { RightsKind } from '#server/items/rights.ts';

/**
 * The statement (by its canonical `http:` address) of Creative Commons or RightsStatements.org that says what a kind of rights says.
 * Documents of state bodies are not under copyright (Điều 15 Luật Sở hữu trí tuệ); what may be
 * passed on free of charge is in copyright, non-commercial use permitted.
 */
const URIS: Readonly<Record<RightsKind, string>> = {
  van_ban_nha_nuoc: 'http://creativecommons.org/publicdomain/mark/1.0/',
  duoc_phep: 'http://rightsstatements.org/vocab/InC-NC/1.0/',
  tac_gia_dong_y: 'http://rightsstatements.org/vocab/InC/1.0/',
  chi_doc: 'http://rightsstatements.org/vocab/InC/1.0/',
  chi_thu_muc: 'http://rightsstatements.org/vocab/InC/1.0/',
};

export const rightsUri = (kind: RightsKind): string => URIS[kind];
