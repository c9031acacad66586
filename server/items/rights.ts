/** Quyền sử dụng (khoản 5 Điều 5 and điểm b khoản 2 Điều 8 Quyết định 14/2019/QĐ-TTg). */
export const RIGHTS = [
  {
    code: 'van_ban_nha_nuoc',
    label: 'Văn bản của cơ quan nhà nước, được sao chép tự do',
    download: true,
  },
  {
    code: 'duoc_phep',
    label: 'Được đọc, tải và in để phổ biến, không thu tiền; ghi rõ nguồn',
    download: true,
  },
  {
    code: 'tac_gia_dong_y',
    label: 'Tác giả đồng ý cho đăng; ghi rõ nguồn khi dùng lại',
    download: true,
  },
  { code: 'chi_doc', label: 'Chỉ đọc trên trang, không tải về', download: false },
  { code: 'chi_thu_muc', label: 'Chỉ có thông tin thư mục', download: false },
] as const;

export type RightsKind = (typeof RIGHTS)[number]['code'];

export interface Rights {
  readonly kind: RightsKind;
  readonly note: string;
}

export const findRights = (code: string) => RIGHTS.find((r) => r.code === code);
export const rightsLabel = (code: RightsKind): string => findRights(code)?.label ?? code;
/**
 * Whether readers may take the file away; bibliographic entries and read-only items may not be
 * downloaded.
 */
export const mayDownload = (kind: RightsKind): boolean => findRights(kind)?.download ?? false;
/** Whether readers may open the contents at all. */
export const mayRead = (kind: RightsKind): boolean => kind !== 'chi_thu_muc';

const PLAYED: readonly string[] = ['audio', 'video', 'captions'];

/**
 * Whether readers may have the bytes of a file in this role; recordings play in the page even where
 * taking them away is not allowed.
 */
export const mayHaveRole = (kind: RightsKind, role: string): boolean =>
  mayRead(kind) && (mayDownload(kind) || PLAYED.includes(role));
