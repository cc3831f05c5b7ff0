import { useSyncExternalStore } from 'react';

/** Every screen: its name in the address, what it is called, and the letter that follows `g`. */
export const SCREENS = [
  { screen: 'live', name: 'Live', letter: 'l' },
  { screen: 'positions', name: 'Positions', letter: 'p' },
  { screen: 'orders', name: 'Orders', letter: 'o' },
  { screen: 'signals', name: 'Signals', letter: 's' },
  { screen: 'alerts', name: 'Alerts', letter: 'a' },
  { screen: 'performance', name: 'Performance', letter: 'f' },
  { screen: 'strategies', name: 'Strategies', letter: 't' },
  { screen: 'system', name: 'System', letter: 'y' },
  { screen: 'session', name: 'Session', letter: 'n' },
] as const;

export type Screen = (typeof SCREENS)[number]['screen'];

function current(): Screen {
  const name = window.location.hash.replace(/^#\/?/, '');
  return SCREENS.find(({ screen }) => screen === name)?.screen ?? 'live';
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** Returns the screen that the address names. */
export function useScreen(): Screen {
  return useSyncExternalStore(subscribe, current);
}

export function goTo(screen: Screen): void {
  window.location.hash = `/${screen}`;
}
