/**
 * Family names of the peoples of Vietnam, as they begin a person's name: of the Kinh, of the Tày, Nùng,
 * Thái, Mường, Mông and Dao, of the Khmer and Chăm, and of the peoples of the Central Highlands.
 */
export const FAMILY_NAMES = (
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương Mai Đào Tô Tạ Hà Cao Lâm ' +
  'Chu Châu Quách Vương Triệu Hứa Kiều Trương Phùng Thái Tống Lưu Khuất Nghiêm Doãn Đàm Thân Mạc Tăng Từ Văn Lục Thiều ' +
  'Nông Sầm Ma Vi Lò Cầm Quàng Tòng Cà Bạc Lường Lèo Lữ Lô Kha Vừ Mùa Giàng Sùng Thào Vàng Hờ Lầu Hạng Tráng Thò Vá Ly Lù Hầu ' +
  'Sình Cứ Má Bàn Chảo Tẩn Phàn Lìu Chẩu Nùng Thạch Danh Kiên Chau Néang Ksor Kpă Kpuih Puih Rmah Rcom Rơchâm Siu Niê Ayun Mlô ' +
  'Ktul Hmok Adrơng Êban Kbuôr Điểu Bríu Zơrâm'
).split(' ');

/** Family names that stand before all others and whose untoned form is no everyday word. */
export const COMMON_FAMILY_NAMES = (
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi ngô dương đinh đoàn trịnh lương trương phùng giàng sùng thào nguyen tran pham huynh dang ' +
  'ngo dinh doan trinh luong truong phung giang'
).split(' ');
