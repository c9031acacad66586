import { resetPassword } from '#server/people/actions/manage-people.ts';
import { resetSecondFactorOf } from '#server/people/actions/second-factor.ts';
import type { Storage } from '#server/ports.ts';

/**
 * Gives an account a made-up password and shows it this once; its sessions end, and after the next
 * sign-in a password of one's own is asked for. Throws `account-not-found`.
 */
export async function resetAccountPassword(storage: Storage, username: string): Promise<number> {
  const { account, password } = await resetPassword(storage, username);
  console.log(
    [
      `Tài khoản: ${account.username}${account.disabled ? ' (đang bị khóa)' : ''}`,
      `Mật khẩu mới (chỉ hiện một lần này): ${password}`,
      'Các phiên đang mở đã kết thúc. Lần đăng nhập tới phải đặt mật khẩu khác.',
    ].join('\n'),
  );
  return 0;
}

/** Asks an account for its password alone again; its sessions end. Throws `account-not-found`. */
export async function resetAccountSecondFactor(
  storage: Storage,
  username: string,
): Promise<number> {
  const account = await resetSecondFactorOf(storage, username);
  console.log(`Đã bỏ xác thực hai bước của ${account.username}. Các phiên đang mở đã kết thúc.`);
  return 0;
}
