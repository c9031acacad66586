import { readConfig, SETTINGS } from '#server/config.ts';
import {
  SHELF_SETTINGS,
  settingChanges,
  settingErrors,
  settingsInForce,
} from '#server/site/shelf-settings.ts';

describe('settings of the shelf', () => {
  it('are the environment’s, else what was saved, else what the program brings', () => {
    const config = readConfig({ SHELF_UNIT: 'Sở Tư pháp', SHELF_ADDRESS: '' });
    expect([...config.given].toSorted()).toEqual(['SHELF_ADDRESS', 'SHELF_UNIT']);
    const saved = { SHELF_UNIT: 'Đơn vị khác', SHELF_ADDRESS: 'Số 9', SHELF_PHONE: '0200' };
    const now = settingsInForce(config, config.given, saved);
    expect(now.SHELF_UNIT).toBe('Sở Tư pháp');
    expect(now.SHELF_ADDRESS).toBe('');
    expect(now.SHELF_PHONE).toBe('0200');
    expect(now.SHELF_NAME).toBe(SETTINGS.SHELF_NAME.default);
  });

  it('may be emptied by whoever saves them', () => {
    const config = readConfig({});
    const now = settingsInForce(config, config.given, { LAW_DATABASE_URL: '', SHELF_PHONE: '' });
    expect(now.LAW_DATABASE_URL).toBe('');
    expect(settingChanges(settingsInForce(config, config.given, {}), now)).toEqual([
      { name: 'SHELF_PHONE', before: '0200 3800 000', after: '' },
      { name: 'LAW_DATABASE_URL', before: SETTINGS.LAW_DATABASE_URL.default, after: '' },
    ]);
  });

  it('are refused where the environment would be', () => {
    expect(settingErrors(settingsInForce(readConfig({}), new Set(), {}))).toEqual({});
    for (const [name, wrong] of [
      ['LAW_DATABASE_URL', 'vbpl.vn/{q}'],
      ['NATIONAL_SHELF_URL', 'javascript:{q}'],
      ['SECURITY_CONTACT', 'a@b'],
    ] as const) {
      expect(() => readConfig({ [name]: wrong })).toThrow();
      expect(Object.keys(settingErrors({ [name]: wrong }))).toEqual([name]);
    }
    const long = Object.fromEntries(SHELF_SETTINGS.map((name) => [name, 'x'.repeat(2_001)]));
    expect(Object.keys(settingErrors(long))).toHaveLength(SHELF_SETTINGS.length);
  });
});
