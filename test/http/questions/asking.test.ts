import { createHash } from 'node:crypto';
import { WORK_BITS, zeroBits } from '#server/open-forms/spam.ts';
import {
  asked,
  askFor,
  bySecret,
  later,
  onDesk,
  open,
  people,
  secretIn,
  send,
  stored,
  TEXT,
  theApp,
  withDesk,
} from '../../support/questions/question-desk.ts';

withDesk();

describe('the public form', () => {
  it('is short, begins with the words that were searched, and shows what is near before sending', async () => {
    const form = await open(`/hoi-dap/gui?q=${encodeURIComponent('sổ đỏ đất khai hoang')}`);
    expect(form.value('text')).toBe('sổ đỏ đất khai hoang');
    const none = await open('/tim-kiem?q=xyzkhongco');
    expect(none.link('Gửi câu hỏi cho cán bộ')).toBe('/hoi-dap/gui?q=xyzkhongco');
    const near = await send('/hoi-dap/gui', {
      step: 'look',
      token: form.value('token'),
      text: TEXT,
      email: 'a@example.com',
    });
    expect(near.status).toBe(200);
    expect(near.texts('h2')).toContain('Có phải bạn cần…?');
    expect(near.words).toContain('Hỏi đáp về sổ đỏ');
    expect([near.value('text'), near.value('email')]).toEqual([TEXT, 'a@example.com']);
    // The form is the one that was begun: its time goes on.
    expect(near.value('token')).toBe(form.value('token'));
  });

  it('gives a number and a secret address, and the same for the same form sent twice', async () => {
    const token = (await open('/hoi-dap/gui')).value('token');
    later(1);
    const fields = { step: 'send', token, text: TEXT, locality: 'xã An Bình' };
    const [first, again] = [await send('/hoi-dap/gui', fields), await send('/hoi-dap/gui', fields)];
    expect(first.status).toBe(303);
    expect(again.headers.location).toBe(first.headers.location);
    const page = await open(first.headers.location!);
    expect(page.status).toBe(200);
    expect(page.words).toMatch(/HD-2026-\d+/u);
    expect(page.words).toContain(TEXT);
    expect(page.words).toContain('Xã An Bình');
    // Ten working days from Monday the 30th.
    expect(page.words).toContain('14/12/2026');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['x-robots-tag']).toContain('noindex');
    const question = await bySecret(secretIn(first));
    expect(question.unitId).toBe('xa-an');
    expect(JSON.stringify(question)).not.toContain(secretIn(first));
  });

  it('comes back filled for what is wrong: too long, no mail, no telephone', async () => {
    const long = 'đ'.repeat(10_000);
    const back = await askFor(long, { email: 'khong phai thu', phone: '12' });
    expect(back.status).toBe(400);
    expect(back.value('text')).toBe(long);
    expect([back.value('email'), back.value('phone')]).toEqual(['khong phai thu', '12']);
    expect(back.words).toContain('dài 10.000 ký tự, tối đa 4.000');
    expect(back.words).toContain('Địa chỉ thư điện tử chưa đúng');
    expect((await askFor('')).words).toContain('Hãy viết câu hỏi.');
    const old = await send('/hoi-dap/gui', { step: 'send', token: 'gia', text: TEXT });
    expect([old.status, old.value('text')]).toEqual([400, TEXT]);
  });

  it('takes markup for words', async () => {
    const { secret, question } = await asked('<script>alert(1)</script> <b>đất</b> & "nhà" ở đâu?');
    const page = await open(`/hoi-dap/theo-doi/${secret}`);
    expect(page.html).not.toContain('<script>alert');
    expect(page.words).toContain('<script>alert(1)</script>');
    const desk = await open(`/can-bo/cau-hoi/${question.id}`, people.binh.cookie);
    expect(desk.html).not.toContain('<script>alert');
  });

  it('holds what looks like spam, and lets pass what a browser worked for', async () => {
    const trap = await asked(`${TEXT} 1`, { website: 'x' });
    const linked = await asked(`${TEXT} https://a.example`);
    expect([trap.question.state, linked.question.state]).toEqual(['held', 'held']);
    const form = await open('/hoi-dap/gui');
    const token = form.value('token');
    const fast = await send('/hoi-dap/gui', { step: 'send', token, text: `${TEXT} 2` });
    expect((await bySecret(secretIn(fast))).state).toBe('held');
    later(1);
    let nonce = 0;
    const bits = (n: number): number =>
      zeroBits(createHash('sha256').update(`${token}.${n}`).digest());
    while (bits(nonce) < WORK_BITS) nonce++;
    const worked = await send('/hoi-dap/gui', {
      step: 'send',
      token,
      text: `${TEXT} https://a.example`,
      work: String(nonce),
    });
    expect((await bySecret(secretIn(worked))).state).toBe('waiting');
    const { id } = trap.question;
    const queue = await open('/can-bo/hoi-dap', people.binh.cookie);
    expect(queue.words).not.toContain(trap.question.number);
    await onDesk(id, 'nhan-lai', { version: '1' });
    expect((await stored(id)).state).toBe('waiting');
  });

  it('stands a flood: a network has a dozen an hour, and nothing typed is lost', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 14; n++) statuses.push((await askFor(`${TEXT} lần ${n}`)).status);
    expect(statuses.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 303));
    const last = await askFor(`${TEXT} lần cuối`);
    expect([last.status, last.value('text')]).toEqual([429, `${TEXT} lần cuối`]);
    later(61);
    expect((await askFor(`${TEXT} giờ sau`)).status).toBe(303);
  });

  it('answers every wrong address alike, and only so many', async () => {
    const { secret } = await asked();
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    const [one, other] = [
      await open(`/hoi-dap/theo-doi/${wrong}`),
      await open('/hoi-dap/theo-doi/x'),
    ];
    expect([one.status, other.status]).toEqual([404, 404]);
    expect(one.heading).toBe(other.heading);
    for (let n = 0; n < 60; n++) await open(`/hoi-dap/theo-doi/x${n}`);
    expect((await open('/hoi-dap/theo-doi/y')).status).toBe(429);
    expect((await open(`/hoi-dap/theo-doi/${secret}`)).status).toBe(200);
    expect(JSON.stringify(theApp().logged)).not.toContain(secret);
  });
});
