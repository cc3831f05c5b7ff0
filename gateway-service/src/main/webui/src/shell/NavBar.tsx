import { useEffect, useRef } from 'react';
import { useScreen, SCREENS } from '../store/route';
import { useDashboard, useSession } from '../store/selection';
import { isOpen } from '../domain/profit';
import { useUnacknowledged } from '../live/Alerts';
import { Keys } from './Keys';
import { TradingControls } from './TradingControls';
import './NavBar.css';

/** The way to every screen, and the controls that must be in reach on all of them. */
export function NavBar() {
  const screen = useScreen();
  const open = useOpenPositions();
  const alarms = useUnacknowledged();
  const nav = useRef<HTMLElement>(null);
  // On a phone the way to a screen may be out of sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [screen]);
  const counts: Partial<Record<string, number>> = { positions: open, alerts: alarms };
  return (
    <div className="navbar">
      <nav className="nav" aria-label="Screens" ref={nav}>
        {SCREENS.map(({ screen: to, name, letter }, index) => (
          <a
            key={to}
            href={`#/${to}`}
            aria-current={screen === to ? 'page' : undefined}
            title={`${index + 1}, or g then ${letter}`}
          >
            {name}
            {(counts[to] ?? 0) > 0 && (
              <span className={to === 'alerts' ? 'dock-alarm' : 'nav-count'}>{counts[to]}</span>
            )}
          </a>
        ))}
      </nav>
      <div className="navbar-end">
        <TradingControls />
        <Keys />
      </div>
    </div>
  );
}

/** Returns how many positions of the session are open. */
export function useOpenPositions(): number {
  const sessionId = useSession()?.sessionId;
  return useDashboard(
    ({ positions }) =>
      Object.values(positions).filter((position) => position.sessionId === sessionId && isOpen(position))
        .length,
  );
}
