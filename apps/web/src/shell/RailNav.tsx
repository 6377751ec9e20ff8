import { LayoutDashboard, PanelLeftClose, PanelLeftOpen, ScrollText, Workflow } from 'lucide-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { cx } from '../ui/class-names.ts';
import { Logo } from '../ui/Logo.tsx';

const entries = [
  { to: '/', label: 'Overview', icon: LayoutDashboard },
  { to: '/pipelines', label: 'Pipelines', icon: Workflow },
  { to: '/rules', label: 'Rules', icon: ScrollText },
] as const;

const storageKey = 'sluice.rail';

function readIsCollapsed(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'collapsed';
  } catch {
    return false;
  }
}

/** A rail on the left; on a phone, a bar at the bottom where the thumb is. */
export function RailNav() {
  const [isCollapsed, setIsCollapsed] = useState(readIsCollapsed);
  const toggle = () => {
    setIsCollapsed(!isCollapsed);
    try {
      localStorage.setItem(storageKey, isCollapsed ? 'open' : 'collapsed');
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };
  const labelStyle = cx('max-sm:text-2xs', isCollapsed ? 'sm:sr-only' : 'sm:max-lg:sr-only');
  return (
    <nav
      aria-label="Main"
      className={cx(
        'z-30 flex border-line bg-panel max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:border-t',
        'sm:sticky sm:top-0 sm:h-dvh sm:w-14 sm:shrink-0 sm:flex-col sm:border-r',
        !isCollapsed && 'lg:w-52',
      )}
    >
      <div className="hidden h-12 items-center gap-2.5 px-4 sm:flex">
        <Logo className="size-6 shrink-0" />
        <span className={cx('text-[15px] font-semibold tracking-tight', labelStyle)}>Sluice</span>
      </div>
      <ul className="flex flex-1 gap-0.5 max-sm:justify-around sm:flex-col sm:p-2">
        {entries.map(({ to, label, icon: Icon }) => (
          <li key={to} className="max-sm:flex-1">
            <NavLink
              to={to}
              end={to === '/'}
              title={label}
              className={({ isActive }) =>
                cx(
                  'flex items-center gap-3 rounded-md text-[13px] font-medium transition-colors max-sm:flex-col max-sm:gap-0.5 max-sm:py-2 sm:h-9 sm:px-3',
                  isActive
                    ? 'text-fg sm:bg-hover [&_svg]:text-accent'
                    : 'text-muted hover:bg-hover hover:text-fg',
                )
              }
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              <span className={labelStyle}>{label}</span>
            </NavLink>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={toggle}
        aria-expanded={!isCollapsed}
        aria-label={isCollapsed ? 'Widen the navigation' : 'Narrow the navigation'}
        className="m-2 hidden h-9 items-center rounded-md px-3 text-muted hover:bg-hover hover:text-fg lg:flex"
      >
        {isCollapsed ? (
          <PanelLeftOpen aria-hidden className="size-4" />
        ) : (
          <PanelLeftClose aria-hidden className="size-4" />
        )}
      </button>
    </nav>
  );
}
