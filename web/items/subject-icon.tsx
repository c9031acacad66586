import type { VNode } from 'preact';
import type { ClothHue as Hue } from '#server/reading/share-card.ts';
import { Icon, type IconName } from '#web/frame/icons.tsx';

/** One sign and one cloth colour per subject of the Bộ Pháp điển, 01 to 45. */
const LOOKS: Readonly<Record<string, readonly [IconName, Hue]>> = {
  '01': ['lock', 'cham'],
  '02': ['shield', 'reu'],
  '03': ['signal', 'tim'],
  '04': ['scales', 'vit'],
  '05': ['people', 'cham'],
  '06': ['hand', 'son'],
  '07': ['gear', 'nau'],
  '08': ['rings', 'son'],
  '09': ['card', 'tim'],
  '10': ['people', 'nau'],
  '11': ['map', 'nau'],
  '12': ['work', 'vit'],
  '13': ['school', 'vit'],
  '14': ['road', 'cham'],
  '15': ['card', 'tim'],
  '16': ['scales', 'cham'],
  '17': ['chart', 'reu'],
  '18': ['letter', 'nau'],
  '19': ['flask', 'tim'],
  '20': ['work', 'vit'],
  '21': ['tree', 'reu'],
  '22': ['coin', 'nau'],
  '23': ['globe', 'cham'],
  '24': ['leaf', 'reu'],
  '25': ['star', 'son'],
  '26': ['coin', 'vit'],
  '27': ['map', 'reu'],
  '28': ['bank', 'cham'],
  '29': ['star', 'nau'],
  '30': ['gavel', 'son'],
  '31': ['chart', 'tim'],
  '32': ['news', 'cham'],
  '33': ['coin', 'reu'],
  '34': ['chart', 'nau'],
  '35': ['bank', 'vit'],
  '36': ['people', 'son'],
  '37': ['gavel', 'tim'],
  '38': ['lotus', 'nau'],
  '39': ['shield', 'cham'],
  '40': ['globe', 'vit'],
  '41': ['lotus', 'son'],
  '42': ['archive', 'reu'],
  '43': ['house', 'son'],
  '44': ['pen', 'cham'],
  '45': ['health', 'reu'],
};

export const subjectHue = (code: string | null): Hue =>
  code === null ? 'cham' : (LOOKS[code]?.[1] ?? 'cham');

export const SubjectIcon = ({ code }: { code: string }): VNode => (
  <Icon name={LOOKS[code]?.[0] ?? 'book'} />
);
