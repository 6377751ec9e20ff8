import { CircleUserRound, KeyRound, LogOut, SquareTerminal } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useLogOut } from '../features/auth/use-log-out.ts';
import type { MeQuery } from '../graphql/generated/graphql.ts';
import { useLiveParts } from '../live/LiveProvider.tsx';
import { buttonStyle } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/Menu.tsx';

export function UserMenu({ user }: { readonly user: MeQuery['me'] }) {
  const navigate = useNavigate();
  const { live } = useLiveParts();
  const leave = useLogOut(() => {
    live.reset();
  });
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account of ${user.email}`}
          className={buttonStyle({ tone: 'ghost', size: 'icon' })}
        >
          <CircleUserRound aria-hidden />
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-[13px] font-medium text-fg">{user.email}</span>
        {user.role.charAt(0) + user.role.slice(1).toLowerCase()}
      </MenuLabel>
      <MenuLine />
      <MenuItem onSelect={() => void navigate('/api')}>
        <SquareTerminal aria-hidden /> API explorer
      </MenuItem>
      <MenuItem onSelect={() => void navigate('/password')}>
        <KeyRound aria-hidden /> Change password
      </MenuItem>
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden /> Log out
      </MenuItem>
    </Menu>
  );
}
