import { unknownLaw } from '#server/laws/law-record.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { setClock } from '../../support/start-test-app.ts';
import {
  answerIt,
  asked,
  bySecret,
  catalog,
  later,
  onDesk,
  open,
  people,
  secretIn,
  send,
  signInAgain,
  stored,
  TEXT,
  theApp,
  version,
  withDesk,
} from '../../support/questions/question-desk.ts';

withDesk();

describe('an answer', () => {
  it('is written beside what it rests on, cited by one press, and nothing typed is lost', async () => {
    const { question } = await asked();
    const { id } = question;
    const found = await onDesk(id, 'soan', {
      act: 'find',
      version: '1',
      answer: 'Theo quy định',
      subject: '11',
      find: 'Điều 138 31/2024/QH15 đất khai hoang',
    });
    expect(found.value('answer')).toBe('Theo quy định');
    const cites = found
      .all('button')
      .map((b) => b.attribs['value'] ?? '')
      .filter((value) => value.startsWith('cite:'));
    expect(cites[0]).toContain('Điều 138, 31/2024/QH15');
    expect(cites.some((value) => value.includes('Hỏi đáp về sổ đỏ'))).toBe(true);
    const cited = await onDesk(id, 'soan', {
      act: cites[0]!,
      version: '1',
      answer: 'Theo quy định',
      subject: '11',
      find: 'sổ đỏ',
    });
    expect(cited.value('answer')).toBe('Theo quy định [1]');
    expect(cited.value('citation')).toContain('31/2024/QH15');
    expect((await stored(id)).draft).toBeNull();
  });

  it('wanted and drafted is told to those who write and approve, never one’s own', async () => {
    const waits = async (who: StaffPerson): Promise<[news: string, told: string]> => {
      const page = await open('/can-bo/thong-bao', who.cookie);
      const news = page.texts('b').find((text) => text.startsWith('mới:')) ?? '';
      return [
        news.slice('mới:'.length).trim(),
        /(?:Câu hỏi chờ trả lời|Câu trả lời chờ duyệt).*?(?=Điều bạn)/u.exec(page.words)?.[0] ?? '',
      ];
    };
    const before = await waits(people.binh);
    const { question } = await asked();
    const [news, told] = await waits(people.binh);
    expect(Number(news)).toBe(Number(before[0]) + 1);
    expect(told).toMatch(/^Câu hỏi chờ trả lời\s*\d+ câu\s*\d+ mới đến/u);
    expect((await waits(people.xa))[1]).toMatch(/^Câu hỏi chờ trả lời\s*0 câu/u);
    const fields = { act: 'submit', answer: 'Được.', subject: '11', version: '1' };
    await onDesk(question.id, 'soan', fields, people.duyet);
    const chief = await staffPerson(theApp(), ['approver']);
    expect((await waits(chief))[1]).toMatch(/Câu trả lời chờ duyệt\s*1 câu\s*1 mới đến/u);
    expect((await waits(people.duyet))[1]).toMatch(/Câu trả lời chờ duyệt\s*0 câu/u);
    await onDesk(question.id, 'tra-lai', { version: '2', reason: 'Sai' }, chief);
  });

  it('is approved by a second person, stands at the secret address, and is said to help', async () => {
    const { question, secret } = await asked();
    const { id } = question;
    const fields = { act: 'submit', answer: 'Được [1].', subject: '11', version: '1' };
    expect((await onDesk(id, 'soan', { ...fields, answer: '' })).words).toContain(
      'Hãy viết câu trả lời.',
    );
    expect((await onDesk(id, 'soan', fields, people.duyet)).status).toBe(303);
    // Whoever wrote it does not approve it.
    expect((await onDesk(id, 'duyet', { version: '2' }, people.duyet)).status).toBe(403);
    expect((await open(`/hoi-dap/theo-doi/${secret}`)).words).not.toContain('Được [1].');
    const chief = await staffPerson(theApp(), ['approver']);
    expect(
      (await onDesk(id, 'tra-lai', { version: '2', reason: 'Thiếu căn cứ' }, chief)).status,
    ).toBe(303);
    expect((await open(`/can-bo/cau-hoi/${id}`, people.binh.cookie)).words).toContain(
      'Thiếu căn cứ',
    );
    await answerIt(id);
    const page = await open(`/hoi-dap/theo-doi/${secret}`);
    expect(page.words).toContain('Được, theo Điều 138 của luật [1].');
    expect(page.words).toContain('Luật số 31/2024/QH15');
    await send(`/hoi-dap/theo-doi/${secret}/danh-gia`, { helped: 'yes' });
    expect((await stored(id)).helped).toBe(true);
    const figures = await open('/can-bo/hoi-dap/so-lieu', people.binh.cookie);
    expect(figures.words).toContain('1 / 0');
    const sheet = await open('/can-bo/hoi-dap/so-lieu.csv', people.binh.cookie);
    expect(sheet.headers['content-type']).toContain('text/csv');
    expect(sheet.body.toString()).toMatch(/^Sở Tư pháp,3,2,0,1,0,0,1,0\r$/mu);
  });

  it('of two officials at once is one’s; the other gets the form back filled', async () => {
    const { question } = await asked();
    const { id } = question;
    const fields = { act: 'save', subject: '11', version: '1' };
    expect((await onDesk(id, 'soan', { ...fields, answer: 'Của Bình' })).status).toBe(303);
    const second = await onDesk(id, 'soan', { ...fields, answer: 'Của Duyệt' }, people.duyet);
    expect(second.status).toBe(409);
    expect(second.value('answer')).toBe('Của Duyệt');
    expect(second.words).toContain('Có người vừa làm với câu hỏi này');
    expect((await stored(id)).draft?.text).toBe('Của Bình');
  });
});

describe('the queue', () => {
  it('shows each unit its own, contacts only to whoever answers', async () => {
    const phone = '0912 345 678';
    const mine = await asked(`${TEXT} của xã`, { locality: 'An Bình', phone });
    const others = await asked(`${TEXT} của sở`, { phone });
    const queue = await open('/can-bo/hoi-dap', people.xa.cookie);
    expect(queue.words).toContain(mine.question.number);
    expect(queue.words).not.toContain(others.question.number);
    expect((await open(`/can-bo/cau-hoi/${others.question.id}`, people.xa.cookie)).status).toBe(
      403,
    );
    const auditor = await staffPerson(theApp(), ['auditor']);
    const pages = await Promise.all(
      [people.binh, auditor].map((who) =>
        open(`/can-bo/cau-hoi/${others.question.id}`, who.cookie),
      ),
    );
    expect(pages.map((page) => page.words.includes(phone))).toEqual([true, false]);
    const paper = await open(`/can-bo/cau-hoi/${others.question.id}/in`, people.binh.cookie);
    expect(paper.words).not.toContain(phone);
    const jump = await open(`/can-bo/hoi-dap?tim=${others.question.number}`, people.binh.cookie);
    expect(jump.headers.location).toBe(`/can-bo/cau-hoi/${others.question.id}`);
  });

  it('asks back, takes the reply, passes on, closes with a reason', async () => {
    const { question, secret } = await asked();
    const { id } = question;
    const back = { version: '1', message: 'Đất ở xã nào?' };
    expect((await onDesk(id, 'hoi-lai', { version: '1' })).words).toContain('Hãy viết điều cần');
    expect((await onDesk(id, 'hoi-lai', back)).status).toBe(303);
    expect((await onDesk(id, 'dong', { version: '1', closing: 'x' })).status).toBe(409);
    expect((await open(`/hoi-dap/theo-doi/${secret}`)).words).toContain('Đất ở xã nào?');
    later(60 * 24);
    await signInAgain();
    const reply = await send(`/hoi-dap/theo-doi/${secret}/noi-them`, { reply: 'Xã An Bình' });
    expect(reply.status).toBe(303);
    const said = await stored(id);
    expect([said.state, said.runsFrom > question.runsFrom]).toEqual(['waiting', true]);
    const twice = await send(`/hoi-dap/theo-doi/${secret}/noi-them`, { reply: 'Nữa' });
    expect(twice.status).toBe(409);
    expect((await onDesk(id, 'chuyen', { version: await version(id), unit: 'xa-an' })).status).toBe(
      303,
    );
    // Who passes it on out of the own unit is led to the queue.
    const away = { version: await version(id), unit: 'so-tu-phap' };
    const led = await onDesk(id, 'chuyen', away, people.xa);
    expect(led.headers.location).toBe('/can-bo/hoi-dap?bao=da-chuyen');
    expect((await open(led.headers.location!, people.xa.cookie)).words).toContain(
      'Đã chuyển câu hỏi.',
    );
    await onDesk(id, 'chuyen', { version: await version(id), unit: 'xa-an' });
    const closing = 'Việc này do tòa án giải quyết.';
    expect(
      (await onDesk(id, 'dong', { version: await version(id), closing }, people.xa)).status,
    ).toBe(303);
    expect((await open(`/hoi-dap/theo-doi/${secret}`)).words).toContain(closing);
  });

  it('takes down a question at the desk, and gives it to the successor of a unit', async () => {
    const old = await staffPerson(theApp(), ['contributor'], 'xa-cu');
    const refused = await send('/can-bo/hoi-dap/moi', { text: TEXT, way: '' }, old.cookie);
    expect([refused.status, refused.value('text')]).toEqual([400, TEXT]);
    const taken = await send(
      '/can-bo/hoi-dap/moi',
      { text: TEXT, way: 'phone', phone: '0200 3800 123' },
      old.cookie,
    );
    const { id, number, unitId } = await bySecret(secretIn(taken));
    expect(unitId).toBe('xa-cu');
    expect((await open('/can-bo/hoi-dap', people.xa.cookie)).words).not.toContain(number);
    const [unit] = (await catalog().listUnits()).filter((u) => u.id === 'xa-cu');
    await catalog().saveUnit({ ...unit!, successorId: 'xa-an' });
    expect((await open('/can-bo/hoi-dap', people.xa.cookie)).words).toContain(number);
    const page = await open(`/can-bo/cau-hoi/${id}`, people.xa.cookie);
    expect([page.status, page.texts('dd')]).toEqual([200, expect.arrayContaining(['Xã An Bình'])]);
  });

  it('says when it is late, and when a year has no table of holidays', async () => {
    const { question } = await asked();
    const row = async (): Promise<string> =>
      (await open(`/can-bo/cau-hoi/${question.id}`, people.binh.cookie)).words;
    expect(await row()).toContain('Còn 10 ngày làm việc');
    expect(await row()).toContain('Bảng ngày nghỉ năm 2026 mới tính theo lịch');
    later(60 * 24 * 20);
    await signInAgain();
    expect(await row()).toMatch(/Quá hạn \d+ ngày/u);
    const admin = await theApp().signIn();
    const day = (await stored(question.id)).runsFrom.slice(0, 4);
    const wrong = await send(
      `/can-bo/ngay-nghi/${day}`,
      { version: '0', off: '31/02/2026 Sai', worked: '30/11/2026 Thứ Hai' },
      admin,
    );
    expect([wrong.status, wrong.value('off')]).toEqual([400, '31/02/2026 Sai']);
    expect(wrong.words).toContain('Ngày làm thay phải là thứ Bảy hoặc Chủ nhật');
    const off = '01/12/2026 Ngày nghỉ thử';
    await send(`/can-bo/ngay-nghi/${day}`, { version: '0', off, confirmed: '1' }, admin);
    expect(await row()).not.toContain('mới tính theo lịch');
    setClock('2028-01-03T02:00:00.000Z');
    const next = await asked();
    await signInAgain();
    expect((await open(`/can-bo/cau-hoi/${next.question.id}`, people.binh.cookie)).words).toContain(
      'Chưa có bảng ngày nghỉ năm 2028',
    );
    setClock('2027-02-01T02:00:00.000Z');
  });

  it('has templates that one press puts in', async () => {
    const name = 'Mở đầu';
    const made = { version: '0', name, text: 'Chào ông, bà.' };
    expect(
      (await send('/can-bo/mau-tra-loi/moi', { ...made, text: '' }, people.binh.cookie)).status,
    ).toBe(400);
    await send('/can-bo/mau-tra-loi/moi', made, people.binh.cookie);
    const [template] = await catalog().listAuthority('answer-template');
    const { question } = await asked();
    const put = await onDesk(question.id, 'soan', {
      act: 'template',
      template: template!.id,
      answer: 'Đã gõ.',
      version: '1',
    });
    expect(put.value('answer')).toBe('Đã gõ.\n\nChào ông, bà.');
    await send(`/can-bo/mau-tra-loi/${template!.id}/xoa`, {}, people.binh.cookie);
    expect(await catalog().listAuthority('answer-template')).toEqual([]);
  });
});

describe('an answer for everybody', () => {
  it('goes through a redaction, is approved as an item, and helps the next one', async () => {
    const text = `${TEXT} Tôi là Nguyễn Văn An, số điện thoại 0912345678, ở thôn Hạ.`;
    const { question, secret } = await asked(text);
    const { id, number } = question;
    await answerIt(id);
    const form = await open(`/can-bo/cau-hoi/${id}/cong-bo`, people.binh.cookie);
    expect(form.value('question')).not.toMatch(/Nguyễn Văn An|0912345678|thôn Hạ/u);
    const again = await onDesk(id, 'cong-bo', {
      act: 'mark',
      title: 'Gọi 0912345678',
      question: 'x',
      answer: 'y',
      version: await version(id),
    });
    expect(again.marks.join(' ')).toContain('0912345678 (giống số điện thoại)');
    const fields = {
      title: 'Đất khai hoang từ năm 1990 có được cấp sổ đỏ không?',
      question: form.value('question'),
      answer: 'Được cấp, theo Điều 138 Luật Đất đai 31/2024/QH15 [1].',
      abstract: 'Được, nếu dùng đất ổn định và không có tranh chấp.',
      subject: '11',
      version: await version(id),
    };
    const refused = await onDesk(id, 'cong-bo', fields);
    expect([refused.status, refused.value('title')]).toEqual([400, fields.title]);
    expect((await onDesk(id, 'cong-bo', { ...fields, looked: '1' })).status).toBe(303);
    const { itemId } = await stored(id);
    await theApp().settle();
    const item = (await catalog().findItem(itemId!))!;
    expect([item.state, item.identifier, item.lawRefs.map((r) => r.number)]).toEqual([
      'submitted',
      number,
      ['31/2024/QH15'],
    ]);
    expect((await open('/hoi-dap')).words).not.toContain(fields.title);
    const checks = ['pages', 'facts', 'approval', 'secrets', 'rights', 'laws'];
    for (const [action, who] of [
      ['doi-chieu', people.binh],
      ['duyet', people.duyet],
    ] as const) {
      const { version: at } = (await catalog().findItem(itemId!))!;
      const moved = { version: String(at), checks, reason: '' };
      expect((await send(`/can-bo/tai-lieu/${itemId}/${action}`, moved, who.cookie)).status).toBe(
        303,
      );
    }
    await theApp().settle();
    const page = await open(`/tai-lieu/${itemId}`);
    expect([page.status, page.heading]).toEqual([200, fields.title]);
    // Read without opening a file.
    expect(page.html.split('id="tl"')[1]).toContain(fields.answer.split('\n')[0]);
    const ld = page.all('script').find((s) => s.attribs['type'] === 'application/ld+json');
    const graph = JSON.parse((ld!.children[0] as unknown as { data: string }).data)['@graph'];
    const qa = graph.find((node: Record<string, unknown>) => node['@type'] === 'QAPage');
    expect(qa).toMatchObject({
      '@type': 'QAPage',
      mainEntity: {
        '@type': 'Question',
        name: fields.title,
        answerCount: 1,
        acceptedAnswer: { '@type': 'Answer', text: fields.answer },
      },
    });
    expect(qa.mainEntity.text).toContain('khai hoang mảnh đất từ năm 1990');
    const hit = (
      await open(`/tim-kiem?q=${encodeURIComponent('dat khai hoang 1990 so do')}`)
    ).texts('h3')[0];
    expect(hit).toBe(fields.title);
    const list = await open('/hoi-dap');
    expect(list.words).toContain(fields.title);
    expect((await open(`/hoi-dap/theo-doi/${secret}`)).link(fields.title)).toContain(itemId);
    for (const machine of ['/chu-de/11', '/feed.xml', '/sitemap/tai-lieu.xml'])
      expect((await open(machine)).html).toContain(itemId);
    expect(page.html + (await open(`/tai-lieu/${itemId}/doc`)).html).not.toMatch(
      /Nguyễn Văn An|0912345678/u,
    );
    // When the law it cites ends, it is listed for review.
    const law = unknownLaw('31/2024/QH15', 'Luật Đất đai');
    const [known] = await catalog().findLaws([law.key]);
    await catalog().saveLaws([{ ...law, ...known, state: 'het', effectiveTo: '2027-01-31' }]);
    expect((await open('/can-bo/xem-lai', people.binh.cookie)).words).toContain(fields.title);
  });
});
