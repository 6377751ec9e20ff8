import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { themeStore, type ThemeChoice } from '../theme/theme-store.ts';
import { buttonStyle } from '../ui/Button.tsx';
import { Menu, MenuChoice } from '../ui/Menu.tsx';

const options = [
  {
    value: 'light',
    content: (
      <>
        <Sun aria-hidden /> Light
      </>
    ),
  },
  {
    value: 'dark',
    content: (
      <>
        <Moon aria-hidden /> Dark
      </>
    ),
  },
  {
    value: 'system',
    content: (
      <>
        <Monitor aria-hidden /> System
      </>
    ),
  },
] as const satisfies readonly { readonly value: ThemeChoice; readonly content: React.ReactNode }[];

export function ThemeSwitch() {
  const choice = useSyncExternalStore(themeStore.subscribe, themeStore.choice);
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.theme);
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Theme" className={buttonStyle({ tone: 'ghost', size: 'icon' })}>
          {theme === 'dark' ? <Moon aria-hidden /> : <Sun aria-hidden />}
        </button>
      }
    >
      <MenuChoice label="Theme" value={choice} options={options} onChoose={themeStore.choose} />
    </Menu>
  );
}
