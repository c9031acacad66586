import { suspectsIn } from '#server/questions/redaction.ts';

const seen = (text: string): string[] =>
  suspectsIn(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

describe('what tells of a person is marked', () => {
  it.each([
    ['Tôi tên là nguyễn văn nam, ở thôn 3', ['name: nguyễn văn nam', 'address: thôn 3']],
    ['toi ten la tran thi hoa sinh nam 1985', ['name: tran thi hoa', 'birth: sinh nam 1985']],
    ['cháu tên là bảo an ở nhà', ['name: tên là bảo an']],
    ['LÊ THỊ HOA kiện NGUYỄN A', ['name: LÊ THỊ HOA', 'name: NGUYỄN A']],
    [
      'Giàng A Páo và Sùng Thị Mỷ, bản Nà Ư',
      ['name: Giàng A Páo', 'name: Sùng Thị Mỷ', 'address: bản Nà Ư'],
    ],
    [
      'H’Hen Niê, Y Blú Niê, Ksor Phước, Rơ Châm H’Lan, buôn Ako Dhông',
      [
        'name: H’Hen Niê',
        'name: Y Blú Niê',
        'name: Ksor Phước',
        'name: Rơ Châm H’Lan',
        'address: buôn Ako Dhông',
      ],
    ],
    ['ông Sáu bảo cô Tư và cháu Bin', ['name: ông Sáu', 'name: cô Tư', 'name: cháu Bin']],
    [
      '(0269) 3824 567, +84(0)912345678, 0912 - 345 - 678, 84912345678',
      [
        'phone: (0269) 3824 567',
        'phone: +84(0)912345678',
        'phone: 0912 - 345 - 678',
        'phone: 84912345678',
      ],
    ],
    [
      'BHXH 8012345678, hộ chiếu B1234567, tài khoản 1903 6789 1234 5678',
      ['id: 8012345678', 'id: B1234567', 'id: 1903 6789 1234 5678'],
    ],
    [
      'Thửa đất số 123, tờ bản đồ số 5, giấy chứng nhận BA 123456',
      ['address: Thửa đất số 123, tờ bản đồ số 5', 'id: BA 123456'],
    ],
    ['xe 81B1-234.56 và 29A12345', ['id: 81B1-234.56', 'id: 29A12345']],
    [
      'số 45/6 Lê Lợi, tổ 7, xóm 5, căn hộ 1203',
      ['address: số 45/6 Lê Lợi', 'address: tổ 7', 'address: xóm 5', 'address: căn hộ 1203'],
    ],
    [
      'fb.com/hoa.nguyen.99 hoặc hoa@example.vn',
      ['email: fb.com/hoa.nguyen.99', 'email: hoa@example.vn'],
    ],
  ])('%s', (text, marked) => {
    expect(seen(text)).toEqual(marked);
  });
});

it.each([
  'Mức phạt 100.000.000 đồng, 5.000.000.000đ hoặc 50000000 đồng; thửa rộng 120.500.000 m2.',
  'Bản Hiến pháp năm 2013, bản Án số 12, Nghị định số 24 Chính phủ, Thông tư số 12 Bộ Tư pháp.',
  'Từ 01.01.1990 đến 31/12/2024, giai đoạn 2020-2024, số 31/2024/QH15, Điều 138.',
  'Thành phố Hồ Chí Minh, Hà Nội, Bà Rịa, Cao Bằng, Kiên Giang, Châu Âu, Hoàng Sa, Sóc Trăng.',
  'XỬ LÝ VI PHẠM HÀNH CHÍNH TRONG QUẢN LÝ THÔNG TIN; sửa đổi, bổ sung văn bản pháp luật; đô thị hóa.',
  'Đoàn Thanh niên, Làng Văn hóa, Bộ Y Tế, em Việt Nam, quyền sinh con, tổ chức, khối lượng 30 tấn.',
])('law is no person: %s', (text) => {
  expect(seen(text)).toEqual([]);
});
